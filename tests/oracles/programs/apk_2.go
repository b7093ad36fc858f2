package main

import version "github.com/knqyf263/go-apk-version"

// The order of apk before 2.12.12, as its port for Go has it.
func main() {
	answer(version.NewVersion, func(left, right version.Version) (int, error) { return left.Compare(right), nil })
}
