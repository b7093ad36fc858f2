<?php
// Composer's own comparison, of texts that its parser has normalised.
if (!@include_once 'Composer/Semver/autoload.php') {
    fwrite(STDERR, "missing: php-composer-semver\n");
    exit(69);
}

use Composer\Semver\Comparator;
use Composer\Semver\VersionParser;

$parser = new VersionParser();
$texts = explode("\n", stream_get_contents(STDIN));
$normalised = array_map(fn ($text) => $parser->normalize($text), $texts);
$lines = $texts;
foreach ($normalised as $left) {
    $row = '';
    foreach ($normalised as $right) {
        $row .= Comparator::lessThan($left, $right) ? '<' : (Comparator::greaterThan($left, $right) ? '>' : '=');
    }
    $lines[] = $row;
}
echo implode("\n", $lines);
