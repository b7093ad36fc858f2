package main

import (
	"fmt"
	"io"
	"os"
	"strings"
)

// answer reads versions, a line each, and writes each again, then a row of <, = and > each.
func answer[T any](parse func(string) (T, error), compare func(left, right T) (int, error)) {
	input, err := io.ReadAll(os.Stdin)
	check(err)
	texts := strings.Split(string(input), "\n")
	lines := append([]string{}, texts...)
	var parsed []T
	for _, text := range texts {
		version, err := parse(text)
		check(err)
		parsed = append(parsed, version)
	}
	for _, left := range parsed {
		var row strings.Builder
		for _, right := range parsed {
			sign, err := compare(left, right)
			check(err)
			row.WriteByte("<=>"[sign+1])
		}
		lines = append(lines, row.String())
	}
	fmt.Print(strings.Join(lines, "\n"))
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
