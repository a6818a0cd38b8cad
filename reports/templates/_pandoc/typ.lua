-- Marks of the templates made into calls of what page.typ declares.

local marks = dofile(pandoc.path.join({ pandoc.path.directory(PANDOC_SCRIPT_FILE), 'marks.lua' }))

local BLOCKS = {
  ['quotation'] = 'kutipan',
  ['table-caption'] = 'judultabel',
  ['figure-caption'] = 'judulgambar',
  ['figure'] = 'gambar',
  ['table-source'] = 'sumber',
  ['slot'] = 'isian',
  ['mark'] = 'tanda',
  ['bibliography'] = 'pustaka',
  ['landscape'] = 'melintang',
  ['list-title'] = 'judulbab',
}
local SPANS = { ['slot'] = 'isi', ['mark'] = 'tandai', ['caption-number'] = 'nomorjudul' }

local CELLS = { ['Matrix Number'] = 'angka', ['Table Header'] = 'kepala' }
local SMALL_ROWS, SMALL_LETTERS = 14, 900

local function raw(text)
  return pandoc.RawBlock('typst', text)
end

local function typst(inlines)
  return (pandoc.write(pandoc.Pandoc({ pandoc.Plain(inlines) }), 'typst'):gsub('%s+$', ''))
end

local function wrapped(before, blocks, after)
  return marks.wrapped(raw(before), blocks, raw(after))
end

local function is_note(block)
  return block ~= nil and block.t == 'Div' and block.classes:includes('table-source')
end

local function entry(key, words)
  return raw('#barisdaftar(<' .. key .. '>)[' .. typst(words) .. ']')
end

return {
  {
    RawBlock = marks.tables,
    -- Notes below a table stay together.
    Blocks = function(blocks)
      for at, block in ipairs(blocks) do
        local after = blocks[at + 1]
        if is_note(block) and is_note(after) then block.classes:insert('followed') end
      end
      return blocks
    end,
  },
  {
    Span = function(span)
      if span.classes:includes('line-break') then return pandoc.RawInline('typst', '#linebreak()') end
      local name = marks.named(span, SPANS)
      if not name then return span.content end
      return marks.enclosed(pandoc.RawInline('typst', '#' .. name .. '['), span.content, pandoc.RawInline('typst', ']'))
    end,
    -- A table that nobody would part stands whole on one page.
    Table = function(table)
      local rows = #table.head.rows
      for _, body in ipairs(table.bodies) do rows = rows + #body.body end
      if rows > SMALL_ROWS or #pandoc.utils.stringify(table) > SMALL_LETTERS then return nil end
      return { raw('#utuh['), table, raw(']') }
    end,
    Div = function(div)
      if div.classes:includes('list-of') then return marks.entries(div, entry) end
      if div.classes:includes('page-break') then return raw('#pagebreak(weak: true)') end
      local cell = CELLS[div.attributes['custom-style']]
      if cell then return wrapped('#' .. cell .. '[', div.content, ']') end
      if div.classes:includes('followed') then return wrapped('#sumber(lanjut: true)[', div.content, ']') end
      local name = marks.named(div, BLOCKS)
      if not name then return div.content end
      return wrapped('#' .. name .. '[', div.content, ']' .. (div.identifier ~= '' and ' <' .. div.identifier .. '>' or ''))
    end,
  },
}
