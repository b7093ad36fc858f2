package main

import "github.com/snapcore/snapd/strutil"

// snapd's own comparison.
func main() {
	answer(func(text string) (string, error) { return text, nil }, strutil.VersionCompare)
}
