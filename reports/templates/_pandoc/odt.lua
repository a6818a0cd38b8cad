-- Marks of the templates made into OpenDocument: styles, bookmarks, counted captions, pages on their side.

local marks = dofile(pandoc.path.join({ pandoc.path.directory(PANDOC_SCRIPT_FILE), 'marks.lua' }))

local STYLES = {
  ['quotation'] = 'Block_20_Text',
  ['table-caption'] = 'Table_20_Caption',
  ['figure-caption'] = 'Image_20_Caption',
  ['figure'] = 'Captioned_20_Figure',
  ['table-source'] = 'Table_20_Source',
  ['slot'] = 'Slot',
  ['mark'] = 'Mark',
  ['list-title'] = 'List_20_Title',
  ['bibliography'] = 'Bibliography',
}
local CHARACTER_STYLES = { ['slot'] = 'Slot_20_Text', ['mark'] = 'Mark_20_Text' }

local function xml(text)
  return (text:gsub('&', '&amp;'):gsub('<', '&lt;'):gsub('>', '&gt;'):gsub('"', '&quot;'))
end

local function raw(text)
  return pandoc.RawInline('opendocument', text)
end

local function marked(name, content)
  return '<text:bookmark-start text:name="' .. name .. '"/>' .. content .. '<text:bookmark-end text:name="' .. name .. '"/>'
end

-- "Tabel 4.2": the running number is counted by the program that opens the file.
local function caption_number(span)
  local label = pandoc.utils.stringify(span)
  local before, number, after = label:match('^(.-)(%d+)(%D*)$')
  if not number then return nil end
  local name = xml(span.attributes.name)
  return raw('<text:span text:style-name="Caption_20_Label">' .. xml(before)
    .. '<text:sequence text:ref-name="ref' .. name .. number .. '" text:name="' .. name .. '" text:formula="ooow:' .. name
    .. '+1" style:num-format="1">' .. number .. '</text:sequence>' .. xml(after) .. '</text:span>')
end

-- A list of tables, figures or appendices: text with the page of each, which is found when the file is opened.
local function entry(key, words)
  return pandoc.RawBlock('opendocument', '<text:p text:style-name="List_20_Entry"><text:a xlink:type="simple" '
    .. 'xlink:href="#' .. xml(key) .. '">' .. xml(pandoc.utils.stringify(words)) .. '</text:a><text:tab/>'
    .. '<text:bookmark-ref text:reference-format="page" text:ref-name="' .. xml(key) .. '">…</text:bookmark-ref></text:p>')
end

local function heading(header, side)
  local lines = pandoc.Inlines(header.content):walk({ LineBreak = function() return pandoc.Str('\n') end })
  local text = xml(pandoc.utils.stringify(lines)):gsub('\n', '<text:line-break/>')
  if header.identifier ~= '' then text = marked(header.identifier, text) end
  return pandoc.RawBlock('opendocument', '<text:h text:style-name="Heading_20_' .. header.level .. side
    .. '" text:outline-level="' .. header.level .. '">' .. text .. '</text:h>')
end

-- A block that begins pages of another side: its style is the one that names their layout.
local function turned(block, side)
  if block.t == 'Header' then return heading(block, side) end
  if block.t == 'Div' and block.attributes['custom-style'] then
    block.attributes['custom-style'] = block.attributes['custom-style'] .. side
    return block
  end
  return pandoc.Div({ block }, pandoc.Attr('', {}, { ['custom-style'] = 'Text_20_body' .. side }))
end

local function lies(block)
  return block.t == 'Div' and block.classes:includes('landscape')
end

return {
  { RawBlock = marks.tables },
  {
    Span = function(span)
      if span.classes:includes('line-break') then return pandoc.LineBreak() end
      if span.classes:includes('caption-number') then return caption_number(span) end
      span.attributes['custom-style'] = marks.named(span, CHARACTER_STYLES) or span.attributes['custom-style']
      return span
    end,
    Div = function(div)
      if div.classes:includes('list-of') then return marks.entries(div, entry) end
      if div.classes:includes('page-break') then
        return pandoc.RawBlock('opendocument', '<text:p text:style-name="Page_20_Break"/>')
      end
      local style = div.attributes['custom-style']
      div.attributes['custom-style'] = marks.named(div, STYLES) or (style and style:gsub(' ', '_20_'))
      local first = div.content[1]
      if div.identifier ~= '' and first and first.content then
        first.content:insert(1, pandoc.Span({}, pandoc.Attr(div.identifier)))
        div.identifier = ''
      end
      return div
    end,
  },
  {
    Pandoc = function(doc)
      local blocks, sideways = pandoc.Blocks({}), false
      for at, block in ipairs(doc.blocks) do
        if lies(block) then
          if not sideways then block.content[1] = turned(block.content[1], '_20_Sideways') end
          blocks:extend(block.content)
        elseif sideways then
          blocks:insert(turned(block, '_20_Upright'))
        elseif at == 1 and block.t == 'Header' then
          blocks:insert(heading(block, '_20_First'))
        else
          blocks:insert(block)
        end
        sideways = lies(block)
      end
      return pandoc.Pandoc(blocks, doc.meta)
    end,
  },
}
