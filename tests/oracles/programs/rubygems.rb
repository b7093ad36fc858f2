# RubyGems' own comparison.
versions = $stdin.read.split("\n").map { |text| Gem::Version.new(text) }
rows = versions.map do |left|
  versions.map { |right| { -1 => "<", 0 => "=", 1 => ">" }.fetch(left <=> right) }.join
end
print((versions.map(&:to_s) + rows).join("\n"))
