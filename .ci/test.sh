# shellcheck shell=bash
# The test command of ./mitalk, which sources this file: stages one after another, then a table and one closing line.

report=$build/test
stage_rows=()
passed=0
failed=0
skipped=0
broken=0

# Chromium draws the page, and without a font for 汉字 its screenshots show boxes.
need_browser() {
    local missing=()
    [[ -x ${CHROMIUM:-/usr/bin/chromium} ]] || missing+=(chromium)
    fc-list 2>/dev/null | grep -qiE 'cjk|wqy' || missing+=(fonts-noto-cjk)
    ((${#missing[@]})) || return 0
    if [[ $(id -u) != 0 || ! -e /etc/debian_version ]]; then
        fail "the browser tests need ${missing[*]}. Install it (Debian: apt-get install ${missing[*]})" \
            "or name a browser by CHROMIUM."
    fi
    echo "installing ${missing[*]} …" >&2
    DEBIAN_FRONTEND=noninteractive apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" fontconfig >/dev/null
}

# The database's tests run a second time on the system's PostgreSQL, the oldest that an operator may bring.
need_postgres() {
    compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null && return 0
    [[ $(id -u) == 0 && -e /etc/debian_version ]] || return 1
    echo "installing postgresql-15 …" >&2
    DEBIAN_FRONTEND=noninteractive apt-get update -qq
    # Its programs are wanted, not a server that starts with the machine.
    mkdir -p /etc/postgresql-common
    [[ -e /etc/postgresql-common/createcluster.conf ]] ||
        echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql-15 >/dev/null
}

# Runs one stage: its name, then a function. A failed stage does not keep the next one from telling what it knows.
stage() {
    local name=$1 begin=$SECONDS status=ok
    shift
    printf '\n== %s\n' "$name"
    # Not the condition of an if: that would switch off "exit at the first failure" inside the function.
    set +e
    (
        set -e
        "$@"
    )
    [[ $? == 0 ]] || {
        status=FAILED
        broken=1
    }
    set -e
    stage_rows+=("$(printf '%-28s %6ss  %s' "$name" "$((SECONDS - begin))" "$status")")
}

# Adds a vitest report (JSON) or folders of surefire reports (XML) to the counts: passed failed skipped.
count() {
    local line p f s
    line=$(node "$home/.ci/count.mjs" "$@")
    read -r p f s <<<"$line"
    passed=$((passed + p))
    failed=$((failed + f))
    skipped=$((skipped + s))
    stage_rows+=("$(printf '%-28s %6s   %s passed, %s failed, %s skipped' "" "" "$p" "$f" "$s")")
}

server_tests() {
    find "$home/server" "$home/bench" -path '*/target/surefire-reports/*' -delete
    maven -fae test spotless:check
}

# A PostgreSQL of the system's on a free port, for as long as the tests on it run. It refuses to run as root.
external_database_tests() {
    local programs folder port as=()
    programs=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | head -1)
    folder=$(mktemp -d)
    [[ $(id -u) != 0 ]] || as=(setpriv --reuid=65534 --regid=65534 --clear-groups --)
    [[ $(id -u) != 0 ]] || chown 65534:65534 "$folder"
    port=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => {
        console.log(s.address().port); s.close(); })')
    cd "$folder"
    (umask 077 && echo test >"$folder.password")
    [[ $(id -u) != 0 ]] || chown 65534:65534 "$folder.password"
    "${as[@]}" "$programs/initdb" -D "$folder/data" -U mitalk --pwfile="$folder.password" --auth=scram-sha-256 \
        --encoding=UTF8 --locale=C >/dev/null
    "${as[@]}" "$programs/pg_ctl" -D "$folder/data" -l "$folder/log" -w \
        -o "-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories= -c fsync=off" start >/dev/null
    # shellcheck disable=SC2064 # Now is when the folder is known.
    trap "${as[*]} $programs/pg_ctl -D $folder/data -m immediate stop >/dev/null; rm -rf $folder $folder.password" EXIT
    "${as[@]}" "$programs/postgres" --version
    find "$home/server" "$home/bench" -path '*/target/surefire-reports/*' -delete
    maven -q -pl app -am test -Dsurefire.failIfNoSpecifiedTests=false \
        -Dtest='DatabaseTest,DeadlinesTest,OutboxTest,ContractTest' \
        "-Dmitalk.test.database-url=jdbc:postgresql://127.0.0.1:$port/postgres?user=mitalk&password=test"
}

web_tests() {
    install_packages web
    cd "$home/web"
    npm run --silent check
    npx --no-install vitest run --reporter=default --reporter=json --outputFile.json="$report/web.json"
}

# Beside what runs, the load generator: its bad network lies between browsers and the server in some scenarios.
build_product() {
    build_all
    lock
    build_bench
    unlock
}

# LiveKit's Python SDK, a third client of the scenarios; where it cannot be had they are skipped with a line.
python_sdk() {
    local python=$build/python/bin/python wanted=$home/e2e/python/requirements.txt
    "$python" -c 'import livekit.rtc, livekit.api' 2>/dev/null && return 0
    python3 -m venv "$build/python" >/dev/null 2>&1 &&
        "$python" -m pip install --quiet --disable-pip-version-check --requirement "$wanted" >/dev/null 2>&1 ||
        echo "LiveKit's Python SDK is not to be had here: its scenarios are skipped." >&2
}

e2e_tests() {
    install_packages e2e
    python_sdk
    cd "$home/e2e"
    npm run --silent check
    rm -f out/report.json
    npx --no-install vitest run
}

run_tests() {
    local only=${1:-all} begin=$SECONDS
    [[ $only =~ ^(all|server|web|e2e)$ ]] || fail "test takes server, web or e2e, not \"$only\""
    mkdir -p "$report"
    rm -f "$report"/*.json
    need_node
    [[ $only == server ]] || need_browser
    if [[ $only == all || $only == server ]]; then
        stage "server: unit and contract" server_tests
        count surefire "$home/server" "$home/bench"
        if need_postgres; then
            stage "server: external database" external_database_tests
            count surefire "$home/server" "$home/bench"
        else
            stage_rows+=("server: external database     skipped: no PostgreSQL of the system's was found")
        fi
    fi
    if [[ $only == all || $only == web ]]; then
        stage "web: check and tests" web_tests
        count vitest "$report/web.json"
    fi
    if [[ $only == all || $only == e2e ]]; then
        stage "build as the README says" build_product
        stage "e2e: the whole system" e2e_tests
        count vitest "$home/e2e/out/report.json"
    fi
    printf '\n== summary, %ss in all\n' "$((SECONDS - begin))"
    printf '%s\n' "${stage_rows[@]}"
    printf '\n%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
    if ((broken || failed || passed == 0)); then
        exit 1
    fi
}
