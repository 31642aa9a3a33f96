#!/usr/bin/env bash
# More real servers, in plain configurations: none of them is in
# docs/servers.md, whose specs were written beside its servers.
#   servers.sh list               the names
#   servers.sh install            what is missing (apt, Maven Central), and what is built
#   servers.sh versions           a name and its version, one a line
#   servers.sh start NAME PORT    one server on loopback, in the foreground, until it is ended
# Everything is fetched, built and run in WORK (target/real).
set -u
here=$(CDPATH= cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
root=$(CDPATH= cd -- "$here/../../.." && pwd -P)
plain=$root/interop/servers
mkdir -p "${WORK:=$root/target/real}"
work=$(CDPATH= cd -- "$WORK" && pwd -P)
site=$work/site
export PAGE=$site/index.html SITE=$site

alone="h2o yaws civetweb mini-httpd busybox"
before_an_origin="varnish squid trafficserver"
in_c="libmicrohttpd evhttp libsoup cpp-httplib"
in_python="gunicorn waitress cheroot werkzeug uwsgi uvicorn-h11 uvicorn-httptools hypercorn tornado aiohttp twisted"
in_ruby="puma thin webrick"
in_perl="starman mojolicious"
in_others="php fasthttp hunchentoot swi-prolog"
on_the_jvm="helidon grizzly nanohttpd pekko-http"
all_servers="$alone $before_an_origin $in_c $in_python $in_ruby $in_perl $in_others $on_the_jvm"

fail() {
  echo "servers: $1" >&2
  exit 1
}

# The package that a server is of; its version is the server's.
package_of() {
  case $1 in
    libmicrohttpd) echo libmicrohttpd-dev ;; evhttp) echo libevent-dev ;; libsoup) echo libsoup-3.0-dev ;; cpp-httplib) echo libcpp-httplib-dev ;;
    waitress | cheroot | werkzeug | hypercorn | tornado | aiohttp | twisted) echo "python3-$1" ;;
    uvicorn-*) echo uvicorn ;; uwsgi) echo uwsgi-core ;; webrick) echo ruby-webrick ;; mojolicious) echo libmojolicious-perl ;;
    php) echo php8.2-cli ;; fasthttp) echo golang-github-valyala-fasthttp-dev ;; hunchentoot) echo cl-hunchentoot ;; swi-prolog) echo swi-prolog-nox ;;
    *) echo "$1" ;;
  esac
}

java_class() {
  case $1 in
    helidon) echo Helidon ;; grizzly) echo Grizzly ;; nanohttpd) echo Nano ;; pekko-http) echo PekkoPage ;;
  esac
}

find_jdk() {
  local home version
  for home in "${WIREPROOF_JAVA_HOME:-}" "${JAVA25_HOME:-}" "${JAVA_HOME:-}" /usr/lib/jvm/*; do
    [ -x "$home/bin/javac" ] || continue
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release" 2>/dev/null)
    if [ "${version:-0}" -ge 25 ]; then
      jdk=$home
      return
    fi
  done
  fail "needs a JDK 25"
}

# Debian's packages start their services where there is an init system; policy-rc.d says not to.
install_packages() {
  local server package missing=() policy=/usr/sbin/policy-rc.d placed=
  local more="gcc g++ libc6-dev pkg-config golang-go python3-h11 python3-httptools uwsgi-plugin-python3 sbcl"
  for package in $more $(for server in $alone $before_an_origin $in_c $in_python $in_ruby $in_perl $in_others; do package_of "$server"; done); do
    dpkg-query -W -f '${Status}\n' "$package" 2>/dev/null | grep -q ' installed$' || missing+=("$package")
  done
  [ ${#missing[@]} = 0 ] && return
  [ -e $policy ] || { printf '#!/bin/sh\nexit 101\n' >$policy && chmod +x $policy && placed=1; }
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  [ -z "$placed" ] || rm -f $policy
}

build() {
  mkdir -p "$work/bin" "$work/classes" "$work/site" "$work/cgi"
  chmod 755 "$work" "$work/site" "$work/cgi"
  cp "$plain/conf/index.html" "$work/site/"
  cp "$plain/conf/index.html" "$work/cgi/"
  install -m 755 "$plain/conf/echo.cgi" "$work/cgi/echo"
  cc -O1 -Wall -Wextra -o "$work/bin/evhttp" "$here/apps/evhttp.c" -levent || fail "evhttp"
  cc -O1 -Wall -Wextra -o "$work/bin/microhttpd" "$here/apps/microhttpd.c" -lmicrohttpd || fail "libmicrohttpd"
  # shellcheck disable=SC2046
  cc -O1 -Wall -Wextra -o "$work/bin/soup" "$here/apps/soup.c" $(pkg-config --cflags --libs libsoup-3.0) || fail "libsoup"
  c++ -O1 -pthread -o "$work/bin/httplib" "$here/apps/httplib.cc" -lcpp-httplib || fail "cpp-httplib"
  (cd "$here/apps" && GO111MODULE=off GOPATH=/usr/share/gocode GOCACHE="$work/go" go build -o "$work/bin/fasthttp" fasthttp.go) || fail "fasthttp"
  (cd "$plain" && GO111MODULE=off GOCACHE="$work/go" go build -o "$work/bin/origin" main.go) || fail "the origin"
  erlc -pa "$(yaws_ebin)" -I "$(dirname "$(yaws_ebin)")/include" -o "$work" "$here/apps/echo_page.erl" || fail "yaws"
  if [ ! -d "$work/lib" ] || [ "$here/pom.xml" -nt "$work/lib" ]; then
    rm -rf "$work/lib"
    mvn -q -B -f "$here/pom.xml" dependency:copy-dependencies -DoutputDirectory="$work/lib" || fail "Maven Central is not reached"
    touch "$work/lib"
  fi
  "$jdk/bin/javac" -nowarn -proc:none -d "$work/classes" -cp "$work/lib/*" "$here"/java/*.java || fail "javac"
}

yaws_ebin() {
  dpkg -L erlang-yaws | grep '/ebin$' | head -n 1
}

version_of() {
  jar_version() { basename "$(ls "$work"/lib/$1-[0-9]*.jar)" .jar | sed "s/^$1-//"; }
  debian() { dpkg-query -W -f '${Version}' "$1"; }
  case $1 in
    helidon) jar_version helidon-webserver ;; grizzly) jar_version grizzly-http-server ;; nanohttpd) jar_version nanohttpd ;;
    pekko-http) jar_version pekko-http_3 ;;
    uvicorn-h11) echo "$(debian uvicorn) with h11 $(debian python3-h11)" ;;
    uvicorn-httptools) echo "$(debian uvicorn) with httptools $(debian python3-httptools)" ;;
    *) debian "$(package_of "$1")" ;;
  esac
}

# Fills the blanks of a configuration.
configured() {
  sed -e "s|@PORT@|$port|g" -e "s|@ORIGIN@|${origin:-}|g" -e "s|@SITE@|$site|g" -e "s|@RUN@|$run|g" -e "s|@WORK@|$work|g" "$here/conf/$1" >"$run/$1"
  echo "$run/$1"
}

# Go's net/http answers behind the proxies, as the page that is handed on; both end together.
before() {
  origin=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  "$work/bin/origin" "$origin" "$site" &
  origin_pid=$!
  until (: <>"/dev/tcp/127.0.0.1/$origin") 2>/dev/null; do sleep 0.05; done
}

both() {
  "$@" &
  local proxy=$!
  trap 'kill $proxy $origin_pid 2>/dev/null' EXIT
  trap 'exit 0' TERM INT
  wait $proxy
}

start() {
  port=$2
  run=$work/run/$1-$port
  rm -rf "$run"
  mkdir -p "$run"
  chmod 777 "$run"
  cd "$here/apps" || exit 1
  export PYTHONDONTWRITEBYTECODE=1 HOME=$run
  case $1 in
    h2o) exec h2o -m worker -c "$(configured h2o.conf)" ;;
    yaws) exec erl -noinput -pa "$(yaws_ebin)" -pa "$work" -boot start_sasl -sasl errlog_type error \
      -yaws id "\"page-$port\"" -conf "$(configured yaws.conf)" -run yaws ;;
    civetweb) exec civetweb -document_root "$work/cgi" -listening_ports "127.0.0.1:$port" -cgi_pattern '**/echo$' ;;
    mini-httpd) exec mini_httpd -D -h 127.0.0.1 -p "$port" -d "$site" -i "$run/pid" -l /dev/null ;;
    busybox) exec busybox httpd -f -p "127.0.0.1:$port" -h "$site" ;;
    varnish) before && both varnishd -F -a "127.0.0.1:$port" -b "127.0.0.1:$origin" -n "$run/n" -s malloc,32m ;;
    squid) before && both squid -N -f "$(configured squid.conf)" ;;
    trafficserver) before && traffic_in_its_own_root && both traffic_server --run-root="$run/runroot.yaml" ;;
    libmicrohttpd) exec "$work/bin/microhttpd" "$port" "$PAGE" ;;
    evhttp) exec "$work/bin/evhttp" "$port" "$PAGE" ;;
    libsoup) exec "$work/bin/soup" "$port" "$PAGE" ;;
    cpp-httplib) exec "$work/bin/httplib" "$port" "$site" ;;
    # The default, one connection at a time, is for a place behind a proxy.
    gunicorn) exec gunicorn --threads 16 -b "127.0.0.1:$port" wsgi:application ;;
    waitress) exec /usr/bin/python3 -m waitress --listen="127.0.0.1:$port" wsgi:application ;;
    cheroot) exec /usr/bin/python3 -m cheroot --bind "127.0.0.1:$port" wsgi:application ;;
    werkzeug) exec /usr/bin/python3 werkzeug_page.py "$port" ;;
    uwsgi) exec uwsgi-core --plugins http,python3 --http "127.0.0.1:$port" --wsgi-file wsgi.py --threads 16 --need-app --die-on-term --disable-logging ;;
    uvicorn-*) exec uvicorn --http "${1#uvicorn-}" --host 127.0.0.1 --port "$port" --no-access-log asgi:application ;;
    hypercorn) exec /usr/bin/python3 -m hypercorn -b "127.0.0.1:$port" asgi:application ;;
    tornado | aiohttp | twisted) exec /usr/bin/python3 "$1_page.py" "$port" "$site" ;;
    puma) exec puma -b "tcp://127.0.0.1:$port" config.ru ;;
    thin) exec thin -a 127.0.0.1 -p "$port" -R config.ru -P "$run/pid" start ;;
    webrick) exec ruby webrick.rb "$port" "$site" ;;
    starman) exec starman --listen "127.0.0.1:$port" app.psgi ;;
    mojolicious) exec perl mojo.pl daemon -l "http://127.0.0.1:$port" ;;
    php) exec php -S "127.0.0.1:$port" -t "$site" router.php ;;
    fasthttp) exec "$work/bin/fasthttp" "$port" "$site" ;;
    hunchentoot) PORT=$port exec sbcl --non-interactive --no-userinit --load page.lisp ;;
    swi-prolog) exec swipl page.pl "$port" ;;
    helidon | grizzly | nanohttpd | pekko-http) find_jdk && exec "$jdk/bin/java" -Xmx256m -cp "$work/classes:$work/lib/*" "$(java_class "$1")" "$port" "$site" ;;
    *) fail "no server is called $1" ;;
  esac
}

# Traffic Server reads its configuration and keeps its cache below a root of its own.
traffic_in_its_own_root() {
  local dir
  mkdir -p "$run/etc" "$run/cache" "$run/log" "$run/run"
  cp -r /etc/trafficserver/. "$run/etc/"
  cp "$(configured records.config)" "$run/etc/records.config"
  echo "map / http://127.0.0.1:$origin/" >"$run/etc/remap.config"
  echo "$run/cache 32M" >"$run/etc/storage.config"
  {
    echo "prefix: $run"
    echo "bindir: /usr/bin"
    echo "libexecdir: /usr/lib/trafficserver/modules"
    echo "sysconfdir: $run/etc"
    for dir in run log cache; do echo "${dir/run/runtime}dir: $run/$dir"; done
    echo "datadir: $run/cache"
    echo "localstatedir: $run"
  } >"$run/runroot.yaml"
}

case ${1:-} in
  list) printf '%s\n' $all_servers ;;
  install) find_jdk && install_packages && build ;;
  versions) for name in $all_servers; do echo "$name $(version_of "$name")"; done ;;
  start) [ $# = 3 ] || fail "start NAME PORT"; start "$2" "$3" ;;
  *) sed -n '2,8s/^# *//p' "$0"; exit 2 ;;
esac
