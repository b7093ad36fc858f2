# The comparison of Hex and mix: Elixir's own.
# Reads versions, a line each, and answers with each as it is written, then with a row of <, = and > each.
texts = IO.read(:stdio, :eof) |> String.split("\n")
parsed = Enum.map(texts, &Version.parse!/1)
signs = %{lt: "<", eq: "=", gt: ">"}
rows = for left <- parsed, do: Enum.map(parsed, &signs[Version.compare(left, &1)])
IO.write(Enum.map_join(parsed, "\n", &to_string/1) <> "\n" <> Enum.map_join(rows, "\n", &Enum.join/1))
