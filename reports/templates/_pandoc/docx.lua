-- Marks of the templates made into Word: styles, fields, bookmarks, section breaks.

local marks = dofile(pandoc.path.join({ pandoc.path.directory(PANDOC_SCRIPT_FILE), 'marks.lua' }))

local STYLES = {
  ['quotation'] = 'Block Text',
  ['table-caption'] = 'Table Caption',
  ['figure-caption'] = 'Image Caption',
  ['figure'] = 'Captioned Figure',
  ['table-source'] = 'Table Source',
  ['slot'] = 'Slot',
  ['mark'] = 'Mark',
  ['list-title'] = 'List Title',
  ['bibliography'] = 'Bibliography',
}
local CHARACTER_STYLES = { ['slot'] = 'Slot Text', ['mark'] = 'Mark Text' }

local function xml(text)
  return (text:gsub('&', '&amp;'):gsub('<', '&lt;'):gsub('>', '&gt;'):gsub('"', '&quot;'))
end

local function raw(content, style)
  local properties = style and '<w:rPr><w:rStyle w:val="' .. style .. '"/></w:rPr>' or ''
  return '<w:r>' .. properties .. content .. '</w:r>'
end

local function run(text, style)
  return raw('<w:t xml:space="preserve">' .. xml(text) .. '</w:t>', style)
end

local function field(instruction, result, style, stale)
  local dirty = stale and ' w:dirty="true"' or ''
  return raw('<w:fldChar w:fldCharType="begin"' .. dirty .. '/>', style)
    .. raw('<w:instrText xml:space="preserve"> ' .. xml(instruction) .. ' </w:instrText>', style)
    .. raw('<w:fldChar w:fldCharType="separate"/>', style) .. run(result, style)
    .. raw('<w:fldChar w:fldCharType="end"/>', style)
end

-- "I-06" and "T-03" are never cut at their hyphen; what was said stays as it was said, letter for letter.
local function whole_names(text)
  local inlines, at = pandoc.Inlines({}), 1
  for before, letters, digits, after in text:gmatch('()%f[%w](%u%u?%u?)%-(%d+)()') do
    inlines:insert(pandoc.Str(text:sub(at, before - 1) .. letters))
    inlines:insert(pandoc.RawInline('openxml', raw('<w:noBreakHyphen/>')))
    inlines:insert(pandoc.Str(digits))
    at = after
  end
  if at == 1 then return nil end
  if at <= #text then inlines:insert(pandoc.Str(text:sub(at))) end
  return inlines
end

-- "Tabel 4.2": the running number is a SEQ field, the chapter's digit stays text.
local function caption_number(span)
  local label = pandoc.utils.stringify(span)
  local before, number, after = label:match('^(.-)(%d+)(%D*)$')
  if not number then return nil end
  local style = 'CaptionLabel'
  local counted = field('SEQ ' .. span.attributes.name .. ' \\* ARABIC', number, style)
  span.content = {
    pandoc.RawInline('openxml', run(before, style) .. counted .. (after ~= '' and run(after, style) or '')),
  }
  span.attributes['custom-style'] = 'Caption Label'
  span.attributes.name = nil
  return span
end

-- A list of tables or figures: the lines stand as text, each page number is a field of its own.
-- They are no TOC field, because programs that do not rebuild one would show no page numbers at all.
local function entry(key, words)
  return pandoc.RawBlock('openxml',
    '<w:p><w:pPr><w:pStyle w:val="TableofFigures"/></w:pPr><w:hyperlink w:anchor="' .. key .. '" w:history="1">'
    .. run(pandoc.utils.stringify(words)) .. '<w:r><w:tab/></w:r>'
    .. field('PAGEREF ' .. key .. ' \\h', '…', nil, true) .. '</w:hyperlink></w:p>')
end

local function section_break(orientation)
  return pandoc.Div({ pandoc.Para({ pandoc.Str(orientation) }) }, pandoc.Attr('', {}, { ['custom-style'] = 'Section Break' }))
end

return {
  { RawBlock = marks.tables },
  {
    traverse = 'topdown',
    Span = function(span)
      if span.classes:includes('quoted') then return span, false end
    end,
    Image = function(image) return image, false end,
    Str = function(str) return whole_names(str.text) end,
  },
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
        return pandoc.RawBlock('openxml', '<w:p><w:r><w:br w:type="page"/></w:r></w:p>')
      end
      if div.classes:includes('landscape') then
        return marks.wrapped(section_break('portrait'), div.content, section_break('landscape'))
      end
      div.attributes['custom-style'] = marks.named(div, STYLES) or div.attributes['custom-style']
      return div
    end,
  },
}
