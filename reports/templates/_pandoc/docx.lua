-- Marks of the templates made into Word: styles, fields, bookmarks, section breaks.

local STYLES = {
  ['quotation'] = 'Block Text',
  ['table-caption'] = 'Table Caption',
  ['figure-caption'] = 'Image Caption',
  ['figure'] = 'Captioned Figure',
  ['table-source'] = 'Table Source',
  ['slot'] = 'Slot',
  ['mark'] = 'Mark',
  ['list-title'] = 'List Title',
}
local CHARACTER_STYLES = { ['slot'] = 'Slot Text', ['mark'] = 'Mark Text' }

local function xml(text)
  return (text:gsub('&', '&amp;'):gsub('<', '&lt;'):gsub('>', '&gt;'):gsub('"', '&quot;'))
end

local function run(text)
  return '<w:r><w:t xml:space="preserve">' .. xml(text) .. '</w:t></w:r>'
end

local function field(instruction, result, stale)
  local dirty = stale and ' w:dirty="true"' or ''
  return '<w:r><w:fldChar w:fldCharType="begin"' .. dirty .. '/></w:r><w:r><w:instrText xml:space="preserve"> ' .. xml(instruction)
    .. ' </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>' .. run(result)
    .. '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
end

-- "Tabel 4.2": the running number is a SEQ field, the chapter's digit stays text.
local function caption_number(span)
  local label = pandoc.utils.stringify(span)
  local before, number, after = label:match('^(.-)(%d+)(%D*)$')
  if not number then return nil end
  span.content = {
    pandoc.RawInline('openxml', run(before) .. field('SEQ ' .. span.attributes.name .. ' \\* ARABIC', number) .. run(after)),
  }
  span.attributes['custom-style'] = 'Caption Label'
  span.attributes.name = nil
  return span
end

-- A list of tables or figures: the lines stand as text, each page number is a field of its own.
-- They are no TOC field, because programs that do not rebuild one would show no page numbers at all.
local function list_of(div)
  local blocks = {}
  div:walk({ Link = function(link)
    local key = link.target:gsub('^#', '')
    blocks[#blocks + 1] = pandoc.RawBlock('openxml',
      '<w:p><w:pPr><w:pStyle w:val="TableofFigures"/></w:pPr><w:hyperlink w:anchor="' .. key .. '" w:history="1">'
      .. run(pandoc.utils.stringify(link.content)) .. '<w:r><w:tab/></w:r>'
      .. field('PAGEREF ' .. key .. ' \\h', '…', true) .. '</w:hyperlink></w:p>')
  end })
  return blocks
end

local function section_break(orientation)
  return pandoc.Div({ pandoc.Para({ pandoc.Str(orientation) }) }, pandoc.Attr('', {}, { ['custom-style'] = 'Section Break' }))
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
      if span.classes:includes('caption-number') then return caption_number(span) end
      for class, style in pairs(CHARACTER_STYLES) do
        if span.classes:includes(class) then span.attributes['custom-style'] = style end
      end
      return span
    end,
    Div = function(div)
      if div.classes:includes('list-of') then return list_of(div) end
      if div.classes:includes('page-break') then
        return pandoc.RawBlock('openxml', '<w:p><w:r><w:br w:type="page"/></w:r></w:p>')
      end
      if div.classes:includes('landscape') then
        local blocks = pandoc.Blocks({ section_break('portrait') })
        blocks:extend(div.content)
        blocks:insert(section_break('landscape'))
        return blocks
      end
      for class, style in pairs(STYLES) do
        if div.classes:includes(class) then div.attributes['custom-style'] = style end
      end
      return div
    end,
  },
}
