-- LuaRocks' own comparison.
-- Reads versions, a line each, and answers with each as it was given, then with a row of <, = and > each.
local found, vers = pcall(require, "luarocks.core.vers")
if not found then
   io.stderr:write("missing: luarocks\n")
   os.exit(69)
end

local texts, parsed = {}, {}
for text in io.read("a"):gmatch("[^\n]+") do
   texts[#texts + 1] = text
   parsed[#parsed + 1] = vers.parse_version(text)
end
local lines = { table.concat(texts, "\n") }
for _, left in ipairs(parsed) do
   local row = {}
   for place, right in ipairs(parsed) do
      row[place] = left == right and "=" or left < right and "<" or ">"
   end
   lines[#lines + 1] = table.concat(row)
end
io.write(table.concat(lines, "\n"))
