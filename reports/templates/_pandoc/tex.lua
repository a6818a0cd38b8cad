-- Marks of the templates made into LaTeX: environments that the page declares, labels, lists with pages.

local marks = dofile(pandoc.path.join({ pandoc.path.directory(PANDOC_SCRIPT_FILE), 'marks.lua' }))

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
  return marks.wrapped(raw(before), blocks, raw(after))
end

local function latex(inlines)
  return (pandoc.write(pandoc.Pandoc({ pandoc.Plain(inlines) }), 'latex'):gsub('%s+$', ''))
end

local function entry(key, words)
  return raw('\\barisdaftar{' .. key .. '}{' .. latex(words) .. '}')
end

return {
  { RawBlock = marks.tables },
  {
    Span = function(span)
      if span.classes:includes('line-break') then return pandoc.LineBreak() end
      local command = marks.named(span, COMMANDS)
      if not command then return nil end
      local opening, closing = pandoc.RawInline('latex', '\\' .. command .. '{'), pandoc.RawInline('latex', '}')
      return marks.enclosed(opening, span.content, closing)
    end,
    Table = function(table)
      return wrapped('\\begin{isitabel}', { table }, '\\end{isitabel}')
    end,
    Div = function(div)
      if div.classes:includes('list-of') then return marks.entries(div, entry) end
      if div.classes:includes('page-break') then return raw('\\clearpage') end
      if div.classes:includes('landscape') then return wrapped('\\begin{landscape}', div.content, '\\end{landscape}') end
      if div.classes:includes('list-title') then
        return wrapped('\\clearpage\\begin{judulbab}', div.content, '\\end{judulbab}')
      end
      local environment = marks.named(div, ENVIRONMENTS)
      if not environment then return nil end
      local blocks = div.content
      if div.identifier ~= '' then blocks:insert(1, raw('\\phantomsection\\label{' .. div.identifier .. '}')) end
      return wrapped('\\begin{' .. environment .. '}', blocks, '\\end{' .. environment .. '}')
    end,
  },
}
