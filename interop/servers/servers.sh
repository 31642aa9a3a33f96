# The real servers: how each is installed, started on a free port of loopback, and ended. Sourced by
# run.sh and bench.sh, which set `work`, a folder for everything that is fetched and built.

here=$(CDPATH= cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
root=$(dirname -- "$(dirname -- "$here")")
wireproof=${WIREPROOF:-$root/bin/wireproof}

packaged="nginx apache caddy haproxy lighttpd"
scripted="node go"
on_the_jvm="jdk jetty tomcat undertow vertx netty httpcore"
all_servers="$packaged $scripted $on_the_jvm"

java_class() {
  case $1 in
    jdk) echo Jdk ;; jetty) echo Jetty ;; tomcat) echo TomcatServer ;; undertow) echo UndertowServer ;;
    vertx) echo Vertx ;; netty) echo Netty ;; httpcore) echo HttpCore ;;
  esac
}

fail() {
  echo "servers: $1" >&2
  exit 1
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
  local missing=() policy=/usr/sbin/policy-rc.d placed=
  command -v nginx >/dev/null || missing+=(nginx-light)
  command -v apache2 >/dev/null || missing+=(apache2)
  command -v caddy >/dev/null || missing+=(caddy)
  command -v haproxy >/dev/null || missing+=(haproxy)
  command -v lighttpd >/dev/null || missing+=(lighttpd)
  command -v fcgiwrap >/dev/null || missing+=(fcgiwrap)
  command -v nc >/dev/null || missing+=(netcat-openbsd)
  [ ${#missing[@]} = 0 ] && return
  [ -e $policy ] || { printf '#!/bin/sh\nexit 101\n' >$policy && chmod +x $policy && placed=1; }
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  [ -z "$placed" ] || rm -f $policy
}

install_servers() {
  find_jdk
  install_packages
  mkdir -p "$work"
  chmod 755 "$work"
  cp "$here/conf/index.html" "$here/conf/echo.cgi" "$work/"
  mkdir -p "$work/site" && cp -u "$here/conf/index.html" "$work/site/"
  if [ ! -d "$work/lib" ] || [ "$here/pom.xml" -nt "$work/lib" ]; then
    mvn -q -B -f "$here/pom.xml" dependency:copy-dependencies -DoutputDirectory="$work/lib" || fail "Maven Central is not reached"
    touch "$work/lib"
  fi
  "$jdk/bin/javac" -nowarn -proc:none -d "$work/classes" -cp "$work/lib/*" "$here"/java/*.java 2>&1 | grep -v '^Note:'
  (cd "$here" && GO111MODULE=off GOCACHE="$work/go" go build -o "$work/goserver" main.go) || fail "go build"
}

version_of() {
  jar_version() { basename "$(ls "$work"/lib/$1-[0-9]*.jar)" .jar | sed "s/^$1-//"; }
  debian() { dpkg-query -W -f '${Version}' "$1"; }
  case $1 in
    nginx) debian nginx-light ;; apache) debian apache2 ;; caddy | haproxy | lighttpd) debian "$1" ;;
    node) node --version | tr -d v ;; go) go version | sed 's/.*go\([0-9.]*\) .*/\1/' ;;
    jdk) sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "$jdk/release" ;;
    jetty) jar_version jetty-server ;; tomcat) jar_version tomcat-embed-core ;; undertow) jar_version undertow-core ;;
    vertx) jar_version vertx-web ;; netty) jar_version netty-codec-http ;;
    httpcore) jar_version httpcore5 ;;
  esac
}

free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# Fills the blanks of a configuration.
configured() {
  sed -e "s|@PORT@|$port|g" -e "s|@ROOT@|$work/site|g" -e "s|@TMP@|$tmp|g" -e "s|@CGI@|$work/echo.cgi|g" -e "s|@HERE@|$here|g" \
    -e "s|@USER@|$(id -un nobody 2>/dev/null || id -un)|g" -e "s|@GROUP@|$(id -gn nobody 2>/dev/null || id -gn)|g" "$here/conf/$1" >"$tmp/$1"
  echo "$tmp/$1"
}

# Each runs in a session of its own, so that its children end with it.
launch() {
  setsid "$@" >>"$tmp/output" 2>&1 </dev/null &
  pids+=($!)
}

launch_cgi() {
  launch fcgiwrap -f -c 4 -s "unix:$tmp/fcgi.socket"
  until [ -S "$tmp/fcgi.socket" ]; do sleep 0.05; done
  chmod 777 "$tmp/fcgi.socket"
}

# Unlike CGI, SCGI keeps fields of one name apart.
launch_scgi() {
  launch python3 "$here/scgi.py" "$tmp/scgi.socket"
  until [ -S "$tmp/scgi.socket" ]; do sleep 0.05; done
  chmod 777 "$tmp/scgi.socket"
}

# Starts a server and waits until it takes a connection; sets port.
start_server() {
  pids=()
  tmp=$(mktemp -d "${TMPDIR:-/tmp}/server.XXXXXX")
  chmod 755 "$tmp"
  port=$(free_port)
  case $1 in
    nginx) launch_scgi && launch nginx -p "$tmp" -e "$tmp/error.log" -c "$(configured nginx.conf)" ;;
    apache) launch apache2 -D FOREGROUND -f "$(configured apache.conf)" ;;
    caddy) launch_cgi && HOME=$tmp launch caddy run --adapter caddyfile --config "$(configured Caddyfile)" ;;
    haproxy) launch haproxy -db -f "$(configured haproxy.cfg)" ;;
    lighttpd) launch lighttpd -D -f "$(configured lighttpd.conf)" ;;
    node) launch node "$here/node.js" "$port" "$work/site" ;;
    go) launch "$work/goserver" "$port" "$work/site" ;;
    *) launch "$jdk/bin/java" -Xmx512m -cp "$work/classes:$work/lib/*" "$(java_class "$1")" "$port" "$work/site" ;;
  esac
  local i
  for i in $(seq 1 300); do
    (: <>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && return 0
    sleep 0.1
  done
  cat "$tmp/output" >&2
  stop_server
  fail "$1 does not listen"
}

stop_server() {
  local pid
  for pid in "${pids[@]}"; do
    kill -- "-$pid" 2>/dev/null
  done
  wait "${pids[@]}" 2>/dev/null
  pids=()
  rm -rf "$tmp"
}

trap '[ -z "${pids[*]:-}" ] || stop_server' EXIT
