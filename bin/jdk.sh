# Sourced: finds a JDK >= 25 and exports JAVA_HOME, or says what to install.
jdk_version() { "$1/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -1; }
find_jdk() {
  local candidate
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
      "$(dirname "$(dirname "$(readlink -f "$(command -v java 2>/dev/null || echo /none/bin/java)")")")"; do
    [ -x "$candidate/bin/javac" ] || continue
    [ "$(jdk_version "$candidate")" -ge 25 ] 2>/dev/null && { echo "$candidate"; return 0; }
  done
  return 1
}
if ! JAVA_HOME=$(find_jdk); then
  echo "kinora: needs a JDK 25 or newer and found none in JAVA_HOME, /usr/lib/jvm, /opt or ~/.sdkman." >&2
  echo "        Install one, e.g. Eclipse Temurin 25 (https://adoptium.net), or point JAVA_HOME at it." >&2
  exit 1
fi
export JAVA_HOME
# Where the program lies, seen from the folder that holds bin/: the same in a release; in a source tree the build puts that layout under target/.
program_home() { [ -d "$1/lib" ] && echo "$1" || echo "$1/target/kinora"; }
# Where bin/faster-start keeps what it learned for the jars in $1/lib: it is good for this very JDK only.
start_cache() { echo "$1/kinora-$(sed -n 's/^JAVA_RUNTIME_VERSION="\(.*\)"/\1/p' "$JAVA_HOME/release").aot"; }
