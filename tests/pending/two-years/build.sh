#!/bin/sh
# Two years of a product line, in the empty folder that this runs in: squash merges, merge commits, reverts of pending and
# of released commits, fixups, a maintained branch, files that move between components, change files, trailers, two
# authors, and subjects in several languages. People and days are fixed, so that the ids of commits are too.
#
# Usage: DATELINE=PROGRAM sh build.sh
set -eu

# What follows is done on the day $1 by $2.
on() {
    day=$1
    case $2 in
    ada) name='Ada Byron' ;;
    boris) name='Борис Ёлкин' ;;
    esac
    export GIT_AUTHOR_NAME="$name" GIT_COMMITTER_NAME="$name"
    export GIT_AUTHOR_EMAIL="$2@example.org" GIT_COMMITTER_EMAIL="$2@example.org"
    export GIT_AUTHOR_DATE="${day}T12:00:00Z" GIT_COMMITTER_DATE="${day}T12:00:00Z"
}

# Commits a change of each of the files behind the message.
commit() {
    message=$1
    shift
    for file; do
        mkdir -p "$(dirname "$file")"
        echo "$day" >>"$file"
        git add "$file"
    done
    git commit -q --cleanup=verbatim --allow-empty -m "$message"
}

# Releases what is pending.
release() {
    "$DATELINE" apply --pending --date "$day" --yes --quiet "$@" >/dev/null
}

git init -q --object-format=sha1 -b main
on 2015-01-05 ada
cat >product.toml <<'TOML'
[product]
name = "Chain"
maintain = 1

[changes]
changelog = true
scopes = { java = "java-sdk", proto = "core.wire" }

[components.core]
title = "Chain Core"
lead = true
version = "1.0"
paths = ["core", "proto"]
api-paths = ["core/api"]
surfaces.wire = { version = 1, paths = ["proto"] }
manifests = [{ path = "core/VERSION" }]

[components.java-sdk]
title = "Java SDK"
version = "1.0"
follows = { core = "api" }
paths = ["sdk/java"]
changelog = "sdk/java/CHANGES.md"

[components.mac]
title = "Chain Core for Mac"
version = "1.0"
follows = { core = "release" }
paths = ["mac"]

[components.tool]
title = "Chain Tool"
scheme = "semver"
version = "0.1.0"
paths = ["tool", "shared/**"]
TOML
printf '# Changelog\n\n## [Unreleased]\n' >CHANGELOG.md
mkdir -p core sdk/java mac tool shared proto
printf '1.0\n' >core/VERSION
printf '# Changes of the Java SDK\n\n## [1.0] - 2015-01-05\n\n- The first.\n' >sdk/java/CHANGES.md
git add -A
commit 'Start of the product line' core/api/list core/block sdk/java/Client mac/app tool/main shared/log proto/wire
for tag in core-v1.0 java-sdk-v1.0 mac-v1.0 tool-v0.1.0; do git tag "$tag"; done

# The first quarter: plain commits of two authors.
on 2015-01-20 ada
commit 'feat: list the blocks by height' core/api/list
on 2015-02-02 boris
commit 'fix(core): закрыть файл журнала' core/journal
commit 'docs: опечатка' README.md core/block
commit 'feat(tool): 日付で絞り込む' tool/main
on 2015-02-10 ada
commit 'Tidy up the build' core/block mac/app
commit 'chore: pin the compiler' core/block tool/main
on 2015-03-02 ada
release

# Spring: a branch that is merged, and one that is squashed with the words of its commits.
on 2015-04-01 boris
git switch -q -c streams
commit 'feat: streams of blocks' core/stream
commit 'fixup! feat: streams of blocks' core/stream
commit 'test: streams' core/stream
on 2015-04-09 ada
git switch -q main
git merge -q --no-ff -m 'Merge branch streams' streams
on 2015-04-20 boris
commit 'feat(java): retry what timed out (#12)

* feat(java): retry

* Revert "feat(java): retry"

This reverts commit 0123456789012345678901234567890123456789.

* feat(java): retry with a pause

Co-authored-by: Ada Byron <ada@example.org>' sdk/java/Client
on 2015-05-04 ada
commit 'Rework the shared log

It took three attempts.

Change: fix:tool
Change: api-fix:core
Reviewed-by: Boris' shared/log core/block
on 2015-06-01 ada
release

# Summer: a revert of what is pending, one of what was released, and a prerelease.
on 2015-07-01 boris
commit 'feat!: Übergänge ohne Signatur' core/api/sign
unwanted=$(git rev-parse HEAD)
on 2015-07-08 ada
commit "Revert \"feat!: Übergänge ohne Signatur\"

This reverts commit $unwanted." core/api/sign
streams=$(git rev-parse ':/^feat: streams of blocks')
on 2015-08-03 boris
commit "Revert \"feat: streams of blocks\"

This reverts commit $streams." core/stream
commit 'perf: read ahead' core/block
on 2015-09-01 ada
release
on 2015-10-01 ada
commit 'feat(proto): a message for peers' proto/wire
release --next

# Winter: files that move from one component to another.
on 2015-11-02 boris
git mv core/journal tool/journal
git mv sdk/java/Client sdk/java/Session
commit 'fix: move the journal to the tool'
on 2015-12-01 ada
release

# The second year: a break, with a change file for it.
on 2016-02-01 ada
"$DATELINE" change breaking:core -m 'Blocks have *one* form.

Run `chain migrate` once.' >/dev/null
git add changes
commit 'feat!: one form of blocks' core/api/list proto/wire
on 2016-03-01 boris
commit 'fix(java,tool): таймаут в миллисекундах' sdk/java/Session tool/main
on 2016-04-01 ada
release

# A branch for the line before, which gets a fix of its own.
on 2016-05-02 boris
commit 'fix: не терять последний блок' core/block
fix=$(git rev-parse HEAD)
on 2016-05-09 boris
base=$(git tag --list 'core-v1.*' --sort=-creatordate | grep -v next | head -n 1)
git switch -q -c maint "$base"
git checkout -q main -- product.toml
commit 'chore: the product file of main'
git cherry-pick "$fix" >/dev/null
release --line "${base#core-v}"
git switch -q main
git checkout -q maint -- product.toml
commit 'chore: the product file of the maintained line'

# What is pending at the end.
on 2016-06-01 ada
commit 'feat: keys that expire' core/api/sign
expiring=$(git rev-parse HEAD)
commit "fixup! feat: keys that expire" core/api/sign
on 2016-06-15 boris
commit 'feat(java): 비동기 클라이언트' sdk/java/Session
commit "squash! feat(java): 비동기 클라이언트

Es fehlte der Abbruch." sdk/java/Session
on 2016-07-01 ada
"$DATELINE" change fix:mac feature:tool -m 'Start *twice* as fast.' >/dev/null
printf -- '---\n"tool": minor\nmac: none\n---\n\n# Filter by <name>\n\nMore words.\n' >changes/filter.md
git add changes
commit 'Say what is new'
on 2016-07-15 boris
git switch -q -c pause
commit 'fix: пауза между попытками' core/stream tool/main
on 2016-08-01 ada
git switch -q main
commit 'perf!: drop the old index' mac/app
index=$(git rev-parse HEAD)
git merge -q --no-ff -m 'Merge branch pause' pause
on 2016-08-15 ada
commit "Revert \"perf!: drop the old index\"

It is still needed.

This reverts commit $index." mac/app
on 2016-09-01 boris
commit 'Почистить каталог' shared/log mac/app
commit 'cli: add a flag' tool/main
commit 'style: format

Change: none' core/block
on 2016-10-03 ada
git mv shared/log sdk/java/log
commit 'refactor!: log in the SDK' sdk/java/log
commit 'Take the hint

Change: addition:core.wire
Change: fix:java-sdk' proto/wire
on 2016-10-10 ada
git switch -q -c more
commit 'feat: more of it' core/block
on 2016-10-20 boris
git switch -q main
commit 'feat: more (#40)

* feat: more of it

BREAKING CHANGE: it is more' tool/main
