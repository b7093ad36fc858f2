# R's own comparison.
# Reads versions, a line each, and answers with each as R writes it, then with a row of <, = and > each.
texts <- readLines(file("stdin"), warn = FALSE)
versions <- package_version(texts)
rank <- xtfrm(versions)
row <- function(left) paste(c("<", "=", ">")[sign(left - rank) + 2], collapse = "")
cat(paste(c(as.character(versions), vapply(rank, row, "")), collapse = "\n"))
