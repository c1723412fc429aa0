# Shared by the verbs in testnet/: builds what is missing, then runs one.
# Needs $root and build/lib.sh.

# Whether there is a build at all.
is_built() {
  [ -f "$root/testnet/target/tenor-testnet-0.1.0-SNAPSHOT.jar" ] && [ -d "$root/node/target/lib" ]
}

# Whether a jar of the build is missing, or a source is newer than it and than the last build. (Maven leaves a jar
# alone whose content would not change.)
needs_build() {
  local module jar built="$root/target/built"
  for module in clearing state abci-app consensus-config genesis node testnet; do
    jar="$root/$module/target/tenor-$module-0.1.0-SNAPSHOT.jar"
    [ -f "$jar" ] || return 0
    if [ "$built" -nt "$jar" ]; then jar=$built; fi
    [ -z "$(find "$root/$module/src/main" "$root/$module/pom.xml" "$root/pom.xml" -newer "$jar" -type f 2>/dev/null | head -n 1)" ] || return 0
  done
  [ -d "$root/node/target/lib" ] || return 0
  return 1
}

# Builds the Java part, with a line per module and the time it took.
build_java() {
  local mvn started=$SECONDS log="$root/target/build.log"
  mvn=$(find_maven) || return 1
  mkdir -p "$root/target"
  echo "building Tenor; the first time Maven downloads about 250 MB" >&2
  if ! "$mvn" -B -f "$root/pom.xml" -Dmaven.test.skip=true package 2>&1 | tee "$log" |
    while IFS= read -r line; do
      case $line in
        *"Building "*"["*"]") echo "  [$((SECONDS - started)) s] ${line#*Building }" >&2 ;;
        Progress*|*Downloading*) [ -t 2 ] && [ $((RANDOM % 20)) = 0 ] && printf '\r  [%s s] downloading…\033[K\r' "$((SECONDS - started))" >&2 ;;
      esac
    done; then :; fi
  if ! grep -q 'BUILD SUCCESS' "$log"; then
    grep -m 5 'ERROR' "$log" >&2
    echo "The build failed; the whole log is in $log" >&2
    return 1
  fi
  touch "$root/target/built"
  echo "built in $((SECONDS - started)) s" >&2
}

# Runs verb $1 with the other arguments.
run_verb() {
  local java_home
  java_home=$(find_java) || exit 1
  # Only 'up' follows the sources: to look at a network or to stop it, whatever is built will do.
  if ! is_built || { [ "$1" = up ] && needs_build; }; then
    build_java || exit 1
  fi
  if [ "$1" = up ] || [ "$1" = add-node ] || [ "$1" = state-sync-bench ] || [ "$1" = faults ]; then
    TENOR_ENGINE=$("$root/consensus-config/build-engine") || exit 1
    export TENOR_ENGINE
  fi
  if [ -t 1 ]; then
    TENOR_ROWS=$(stty size <&1 2>/dev/null | cut -d ' ' -f 1) || TENOR_ROWS=
    export TENOR_TTY=1 TENOR_ROWS
  fi
  exec "$java_home/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx384m \
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -Dtenor.root="$root" -Dstdout.encoding=UTF-8 \
    -cp "$root/testnet/target/tenor-testnet-0.1.0-SNAPSHOT.jar:$root/node/target/tenor-node-0.1.0-SNAPSHOT.jar:$root/node/target/lib/*" \
    tenor.testnet.Testnet "$@"
}
