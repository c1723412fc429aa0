# Shared by every script: finds the tools, and says in one line what to install when one is missing.

# The feature version of the JDK in folder $1, read from its release file; empty if it is not a JDK.
jdk_version() {
  [ -x "$1/bin/javac" ] && [ -f "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

# Prints the folder of a JDK 25: TENOR_JAVA_HOME, JAVA_HOME, then the installed ones.
find_java() {
  local home
  for home in "${TENOR_JAVA_HOME:-}" "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* /opt/jdk* \
    "$HOME"/.jdks/* "$HOME"/.sdkman/candidates/java/*; do
    if [ -n "$home" ] && [ "$(jdk_version "$home")" = 25 ]; then
      echo "$home"
      return 0
    fi
  done
  echo "JDK 25 was not found: install it (for example the Temurin 25 package) or set TENOR_JAVA_HOME to its folder." >&2
  return 1
}

# Succeeds if version $1 is at least version $2, both as digits and dots.
at_least() {
  [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]
}

# Prints the path of mvn, 3.8.7 or newer.
find_maven() {
  local mvn version
  if mvn=$(command -v mvn); then
    version=$("$mvn" -version 2>/dev/null | sed 's/\x1b\[[0-9;]*m//g' | sed -n 's/^Apache Maven \([0-9.]*\).*/\1/p')
    if [ -n "$version" ] && at_least "$version" 3.8.7; then
      echo "$mvn"
      return 0
    fi
  fi
  echo "Maven 3.8.7 or newer was not found: install the package 'maven'." >&2
  return 1
}

# Prints the path of go, 1.25 or newer.
find_go() {
  local go version
  for go in "$(command -v go)" /usr/local/go/bin/go /usr/lib/go/bin/go; do
    [ -n "$go" ] && [ -x "$go" ] || continue
    version=$(GOTOOLCHAIN=local "$go" env GOVERSION 2>/dev/null | sed 's/^go//')
    if [ -n "$version" ] && at_least "$version" 1.25; then
      echo "$go"
      return 0
    fi
  done
  echo "Go 1.25 or newer was not found: install it from the Go project or your distribution." >&2
  return 1
}

# Prints the path of Python 3.
find_python() {
  command -v python3 && return 0
  echo "Python 3 was not found: install the package 'python3'." >&2
  return 1
}

# Prints the path of npm, with node 18 or newer beside it.
find_npm() {
  local npm node
  npm=$(command -v npm) && node=$(dirname "$npm")/node && [ -x "$node" ] &&
    at_least "$("$node" --version | tr -d v)" 18 && echo "$npm" && return 0
  echo "Node.js 18 or newer with npm was not found: install the packages 'nodejs' and 'npm'." >&2
  return 1
}
