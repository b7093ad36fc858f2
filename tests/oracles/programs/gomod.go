package main

import (
	"fmt"

	"golang.org/x/mod/semver"
)

// The comparison of the go command.
func main() {
	parse := func(text string) (string, error) {
		if semver.Canonical(text) != text {
			return "", fmt.Errorf("%s is not canonical", text)
		}
		return text, nil
	}
	answer(parse, func(left, right string) (int, error) { return semver.Compare(left, right), nil })
}
