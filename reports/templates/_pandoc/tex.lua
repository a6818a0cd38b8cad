-- Marks of the templates made into LaTeX: environments that the page declares, labels, lists with pages.

local ENVIRONMENTS = {
  ['quotation'] = 'kutipan',
  ['table-caption'] = 'judultabel',
  ['figure-caption'] = 'judulgambar',
  ['figure'] = 'center',
  ['table-source'] = 'sumber',
  ['slot'] = 'isian',
  ['mark'] = 'tanda',
  ['bibliography'] = 'pustaka',
}
local COMMANDS = { ['slot'] = 'isi', ['mark'] = 'tandai', ['caption-number'] = 'nomorjudul' }

local function raw(text)
  return pandoc.RawBlock('latex', text)
end

local function wrapped(before, blocks, after)
  local made = pandoc.Blocks({ raw(before) })
  made:extend(blocks)
  made:insert(raw(after))
  return made
end

local function latex(inlines)
  return (pandoc.write(pandoc.Pandoc({ pandoc.Plain(inlines) }), 'latex'):gsub('%s+$', ''))
end

local function list_of(div)
  local blocks = {}
  div:walk({ Link = function(link)
    local key = link.target:gsub('^#', '')
    blocks[#blocks + 1] = raw('\\barisdaftar{' .. key .. '}{' .. latex(link.content) .. '}')
  end })
  return blocks
end

return {
  {
    RawBlock = function(block)
      if block.format == 'html' and block.text:match('^%s*<table') then
        return pandoc.read(block.text, 'html').blocks
      end
    end,
  },
  {
    Span = function(span)
      if span.classes:includes('line-break') then return pandoc.LineBreak() end
      for class, command in pairs(COMMANDS) do
        if span.classes:includes(class) then
          local made = pandoc.Inlines({ pandoc.RawInline('latex', '\\' .. command .. '{') })
          made:extend(span.content)
          made:insert(pandoc.RawInline('latex', '}'))
          return made
        end
      end
    end,
    Table = function(table)
      return wrapped('\\begin{isitabel}', { table }, '\\end{isitabel}')
    end,
    Div = function(div)
      if div.classes:includes('list-of') then return list_of(div) end
      if div.classes:includes('page-break') then return raw('\\clearpage') end
      if div.classes:includes('landscape') then return wrapped('\\begin{landscape}', div.content, '\\end{landscape}') end
      if div.classes:includes('list-title') then
        return wrapped('\\clearpage\\begin{judulbab}', div.content, '\\end{judulbab}')
      end
      for class, environment in pairs(ENVIRONMENTS) do
        if div.classes:includes(class) then
          local blocks = pandoc.Blocks({})
          if div.identifier ~= '' then blocks:insert(raw('\\phantomsection\\label{' .. div.identifier .. '}')) end
          blocks:extend(div.content)
          return wrapped('\\begin{' .. environment .. '}', blocks, '\\end{' .. environment .. '}')
        end
      end
    end,
  },
}
