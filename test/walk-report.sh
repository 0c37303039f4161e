#!/bin/bash
# Walks from every cited record of a report to its bytes, with nothing but sh, tar, gzip, unzip, head, tail, jq and sha256sum.
# usage: walk-report.sh cited-records.ndjson <evidence folder of the case>
#
# For each row it runs the command that the report prints, in the exhibit's folder, compares SHA-256 and length, and reads
# time, actor, object and outcome from the bytes with a filter of its own for each format, apart from the program's parsers.
set -u
rows=$1 evidence=$2
bytes=$(mktemp) && trap 'rm -f "$bytes"' EXIT
walked=0 wrong=0

# A time as UTC with nine decimals; only times that state UTC are understood.
utc='def utc: capture("^(?<d>[0-9-]+T[0-9:]+)(?:\\.(?<f>[0-9]+))?Z$") | "\(.d).\(((.f // "") + "000000000")[0:9])Z";'

falco='{
  written: .time, utc: (.time | utc), actor: .output_fields["user.name"], outcome: "detected",
  object: ((.output_fields
    | if .["fd.rip"] then "\(.["fd.rip"]):\(.["fd.rport"])"
      elif .["evt.type"] == "openat" or .["evt.type"] == "open" then .["fd.name"] else .["proc.cmdline"] end))
}'
k8s_audit='{
  written: .requestReceivedTimestamp, utc: (.requestReceivedTimestamp | utc), actor: .user.username,
  object: ([.objectRef.namespace, .objectRef.resource, .objectRef.name] | map(select(. != null and . != "")) | join("/")),
  outcome: (if .responseStatus.code == 403 then "denied (403 \(.responseStatus.reason))"
    elif .responseStatus.code < 400 then "allowed (\(.responseStatus.code))" else "failed" end)
}'
aws_cloudtrail='{
  written: .eventTime, utc: (.eventTime | utc),
  actor: (.userIdentity.sessionContext.sessionIssuer.userName // .userIdentity.userName),
  object: (.resources[0].ARN // .requestParameters.userName // .eventSource),
  outcome: (if .errorCode == "AccessDenied" then "denied (AccessDenied)" elif .errorCode then "failed (\(.errorCode))" else "allowed" end)
}'

complain() {
  echo "$mark: $1"
  wrong=$((wrong + 1))
}

while IFS= read -r row; do
  field() { jq -r ".$1" <<< "$row"; }
  mark=$(field mark) format=$(field format) walked=$((walked + 1))
  folder=$evidence/$(field exhibit | tr / -)
  (cd "$folder" && sh -c "$(field command)") > "$bytes" 2> /dev/null
  [ "$(sha256sum < "$bytes" | cut -c1-64)" = "$(field recordSha256)" ] || complain "the bytes have another SHA-256"
  [ "$(wc -c < "$bytes")" -eq "$(field length)" ] || complain "there are more or fewer bytes than stated"
  case $format in
    falco) filter=$falco ;;
    k8s-audit) filter=$k8s_audit ;;
    aws-cloudtrail) filter=$aws_cloudtrail ;;
    *) complain "this script has no filter for $format: add one"; continue ;;
  esac
  read_again=$(jq -S "$utc $filter" "$bytes") || { complain "the bytes are no JSON"; continue; }
  printed=$(jq -S '{written, utc: .["@timestamp"], actor, object, outcome}' <<< "$row")
  [ "$read_again" = "$printed" ] || complain "printed $printed, but the bytes say $read_again"
done < "$rows"

echo "$walked rows walked, $wrong differences"
[ "$walked" -gt 0 ] && [ "$wrong" -eq 0 ]
