<?php
// PHP's own comparison, by which WordPress offers updates.
$texts = explode("\n", stream_get_contents(STDIN));
$lines = $texts;
foreach ($texts as $left) {
    $row = '';
    foreach ($texts as $right) {
        $row .= '<=>'[version_compare($left, $right) + 1];
    }
    $lines[] = $row;
}
echo implode("\n", $lines);
