# Perl's own comparison.
# Reads versions, a line each, and answers with each as Perl writes it, then with a row of <, = and > each.
use strict;
use warnings FATAL => 'all';
use version;

local $/;
my @versions = map { version->declare($_) } split /\n/, <STDIN>;
my @rows = map {
    my $left = $_;
    join '', map { substr('<=>', ($left <=> $_) + 1, 1) } @versions
} @versions;
print join("\n", (map { $_->stringify } @versions), @rows);
