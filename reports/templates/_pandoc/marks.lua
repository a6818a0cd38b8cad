-- What the filters of all formats share.

local marks = {}

-- Tables reach pandoc as HTML, because Markdown has none whose cells span rows.
marks.tables = function(block)
  if block.format == 'html' and block.text:match('^%s*<table') then
    return pandoc.read(block.text, 'html').blocks
  end
end

-- What a format calls an element, by the first of its classes that it has a name for.
function marks.named(element, names)
  for _, class in ipairs(element.classes) do
    if names[class] then return names[class] end
  end
end

-- Blocks between two others.
function marks.wrapped(before, blocks, after)
  local made = pandoc.Blocks({ before })
  made:extend(blocks)
  made:insert(after)
  return made
end

-- Inlines between two others.
function marks.enclosed(before, inlines, after)
  local made = pandoc.Inlines({ before })
  made:extend(inlines)
  made:insert(after)
  return made
end

-- A list of tables, figures or appendices: a block for each entry, made of its key and its words.
function marks.entries(div, make)
  local blocks = pandoc.Blocks({})
  div:walk({ Link = function(link) blocks:insert(make((link.target:gsub('^#', '')), link.content)) end })
  return blocks
end

return marks
