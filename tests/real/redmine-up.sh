#!/bin/bash
# Unattended Redmine 6 (SQLite, puma, loopback) for contract tests.  root, Debian 13.  Idempotent.
# usage: redmine-up.sh [workdir=/var/lib/redmine-lab] [port=3300]
# Writes $W/env.json (url, API keys) and $W/redmine.pid; its mail goes to $W/outbox/*.eml
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
W=${1:-/var/lib/redmine-lab}; PORT=${2:-3300}; export DEBIAN_FRONTEND=noninteractive
mkdir -p "$W/outbox"
if ! dpkg -s redmine >/dev/null 2>&1; then
  debconf-set-selections <<D
redmine redmine/instances/default/dbconfig-install boolean true
redmine redmine/instances/default/database-type select sqlite3
redmine redmine/default-language select en
D
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends -o Dpkg::Use-Pty=0 redmine redmine-sqlite puma >"$W/apt.log" 2>&1
fi
cat > "$W/sendmail-capture" <<'S'
#!/bin/sh
d=$(dirname "$0")/outbox; f="$d/$(date +%s%N).$$"; cat > "$f.tmp" && mv "$f.tmp" "$f.eml"
S
chmod 755 "$W/sendmail-capture"
cat > /etc/redmine/default/configuration.yml <<C
production:
  email_delivery:
    delivery_method: :sendmail
    sendmail_settings:
      location: $W/sendmail-capture
      arguments: -i
C
# the Debian package links only database.yml
ln -sf /etc/redmine/default/configuration.yml /usr/share/redmine/config/configuration.yml
cd /usr/share/redmine
umask 077
RAILS_ENV=production bundle exec rails runner "$here/redmine-seed.rb" "http://127.0.0.1:$PORT" >"$W/seed.out" 2>"$W/seed.err" </dev/null || { cat "$W/seed.err"; exit 1; }
tail -n 1 "$W/seed.out" >"$W/env.json.tmp"; mv "$W/env.json.tmp" "$W/env.json"
# a server that runs may still hold the settings of a former start
if [ -s "$W/redmine.pid" ]; then kill "$(cat "$W/redmine.pid")" 2>/dev/null && sleep 3 || true; rm -f "$W/redmine.pid"; fi
RAILS_ENV=production setsid bundle exec rails server -b 127.0.0.1 -p "$PORT" -P "$W/redmine.pid" </dev/null >"$W/redmine.log" 2>&1 &
key=$(python3 -c 'import json,sys; print(json.load(open(sys.argv[1]))["key"]["bot"])' "$W/env.json")
for _ in $(seq 120); do
  [ "$(curl -s -o /dev/null -w '%{http_code}' -H "X-Redmine-API-Key: $key" "http://127.0.0.1:$PORT/issues.json")" = 200 ] && { echo "Redmine up on $PORT"; exit 0; }
  sleep .5
done
echo "Redmine did not come up"; tail "$W/redmine.log"; exit 1
