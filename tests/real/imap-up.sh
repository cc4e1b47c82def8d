#!/bin/bash
# Unattended loopback Dovecot 2.4 (IMAP with TLS, LMTP) for contract tests.  root, Debian 13.  Idempotent.
# usage: imap-up.sh [workdir=/var/lib/imap-lab] [imap_port=1143] [imaps_port=1993] [lmtp_port=1024]
# writes $W/cert.pem (its own authority), $W/run/master.pid; stop: kill $(cat $W/run/master.pid)
set -euo pipefail
W=${1:-/var/lib/imap-lab}; IMAP=${2:-1143}; IMAPS=${3:-1993}; LMTP=${4:-1024}; export DEBIAN_FRONTEND=noninteractive
mkdir -p "$W"
command -v dovecot >/dev/null && test -e /usr/lib/dovecot/lmtp || { apt-get update -qq; apt-get install -y -qq --no-install-recommends -o Dpkg::Use-Pty=0 dovecot-imapd dovecot-lmtpd openssl >"$W/apt.log" 2>&1; }
id vmail >/dev/null 2>&1 || useradd -r -M -s /usr/sbin/nologin vmail
mkdir -p "$W/mail" "$W/run"; chown -R vmail:vmail "$W/mail"; chmod 755 "$W" "$W/run"
[ -f "$W/cert.pem" ] || openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj /CN=localhost -addext 'subjectAltName=DNS:localhost,IP:127.0.0.1' -keyout "$W/key.pem" -out "$W/cert.pem" 2>/dev/null
cat > "$W/users" <<'U'
rh@valmorel.example:{PLAIN}les "tilleuls" \ 7::::::
zoe.renard@corp.example:{PLAIN}zoe-secret::::::
U
cat > "$W/dovecot.conf" <<C
dovecot_config_version = 2.4.0
dovecot_storage_version = 2.4.0
base_dir = $W/run
state_dir = $W/run
log_path = $W/dovecot.log
protocols = imap lmtp
listen = 127.0.0.1
ssl = yes
ssl_server_cert_file = $W/cert.pem
ssl_server_key_file = $W/key.pem
auth_allow_cleartext = yes
auth_mechanisms = plain login
mail_driver = maildir
mail_home = $W/mail/%{user | lower}
mail_path = ~/Maildir
mail_uid = vmail
mail_gid = vmail
first_valid_uid = 1
mail_max_userip_connections = 50
namespace inbox {
  inbox = yes
  mailbox Sent {
    auto = subscribe
    special_use = "\\\\Sent"
  }
  mailbox Trash {
    auto = subscribe
    special_use = "\\\\Trash"
  }
  mailbox Treated {
    auto = subscribe
  }
}
passdb passwd-file {
  passwd_file_path = $W/users
}
userdb static {
  fields {
    uid = vmail
    gid = vmail
    home = $W/mail/%{user | lower}
  }
}
service imap-login {
  inet_listener imap {
    port = $IMAP
  }
  inet_listener imaps {
    port = $IMAPS
  }
}
service lmtp {
  inet_listener lmtp {
    listen = 127.0.0.1
    port = $LMTP
  }
}
protocol lmtp {
  auth_username_format = %{user | lower}
}
C
doveconf -c "$W/dovecot.conf" >/dev/null
# Its standard streams are let go of: a caller that reads ours would otherwise wait for ever.
if ! { [ -f "$W/run/master.pid" ] && kill -0 "$(cat "$W/run/master.pid")" 2>/dev/null; }; then setsid dovecot -c "$W/dovecot.conf" </dev/null >>"$W/start.log" 2>&1; fi
for _ in $(seq 40); do (exec 3<>"/dev/tcp/127.0.0.1/$IMAP") 2>/dev/null && exit 0; sleep .25; done; tail "$W/dovecot.log"; exit 1
