# Shared by the conformance scripts: runs a Go program of this module, pinned as the engine is.
conformance=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$conformance/../../build/lib.sh"

# Prepares Go and says once what it may download. Ends the script if Go is missing.
prepare_go() {
  go=$(find_go) || exit 1
  export GOTOOLCHAIN=local GOWORK=off CGO_ENABLED=0 GOFLAGS='-mod=readonly -buildvcs=false'
  unset GOOS GOARCH
}

# Builds every program of this module and sets $programs to their folder. Go checks each download against go.sum
# and shows it; what has not changed is not built again.
build_programs() {
  programs=$conformance/target
  [ -d "$programs" ] ||
    echo "Building the conformance programs once; Go fetches what it does not have, at most 150 MB." >&2
  mkdir -p "$programs"
  (cd "$conformance" && "$go" build -trimpath -o "$programs/" ./...) || {
    echo "The conformance programs could not be built: see the lines above." >&2
    exit 1
  }
}
