#!/bin/bash
# Walks from every cited record of a report to its bytes, with nothing but sh, tar, gzip, unzip, head, tail, jq and sha256sum.
# usage: walk-report.sh cited-records.ndjson <evidence folder of the case>
#
# For each row it runs the command that the report prints, in the exhibit's folder, compares SHA-256 and length, and reads
# time, actor, object and outcome from the bytes with a filter of its own for each format, apart from the program's parsers.
# Where actor or object is printed with a mask (a password, a token), what the bytes have in its place must have the SHA-256
# that the mask states, and everything around it must be the same.
set -u
rows=$1 evidence=$2
bytes=$(mktemp) && trap 'rm -f "$bytes"' EXIT
walked=0 wrong=0 masked=0

# A time as UTC with nine decimals; only times that state UTC are understood, and seconds or nanoseconds since 1970.
utc='def utc: capture("^(?<d>[0-9-]+T[0-9:]+)(?:\\.(?<f>[0-9]+))?Z$") | "\(.d).\(((.f // "") + "000000000")[0:9])Z";
  def since1970: "\(.[0:10] | tonumber | strftime("%Y-%m-%dT%H:%M:%S")).\((.[10:] + "000000000")[0:9])Z";'

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

# Nineteen digits are more than jq holds exactly: they are taken from the text.
tracee='($text | capture("\"timestamp\":(?<t>[0-9]{19})").t) as $t | (reduce .args[] as $a ({}; .[$a.name] = $a.value)) as $args | {
  written: $t, utc: ($t | since1970), actor: "user id \(.userId)",
  object: ($args.pathname // $args.dns_questions[0].query),
  outcome: "detected"
}'
aqua_audit='{
  written: (.time | tostring), utc: (.time | tostring | since1970), actor: .user,
  object: (if .category == "KubernetesAssurancePolicy" then "\(.podnamespace)/pods/\(.resource_name)" else .resource end),
  outcome: "\({"2": "prevented", "3": "detected", "4": "detected"}[.result | tostring]) (\(.result) \(.level))"
}'
# One record of several behaviours, without a time of the incident: the row says which.
aqua_dta='(.behaviors[] | select(.name == $action).findings[0]) as $f | {
  written: null, utc: null, actor: "not stated", outcome: "detected",
  object: ($f.file_path // (if $f.destination_ip then "\($f.destination_ip):\($f.port)" else $f.command end))
}'
hubble='.flow | {
  written: .time, utc: (.time | utc), actor: "\(.source.namespace)/\(.source.pod_name)",
  object: "\(.IP.destination):\(.l4.TCP.destination_port)",
  outcome: (if .verdict == "DROPPED" then "prevented (DROPPED \(.drop_reason_desc))" else "allowed (\(.verdict))" end)
}'
k8s_events='{
  written: .lastTimestamp, utc: (.lastTimestamp | utc), actor: "not stated", outcome: "unknown",
  object: "\(.involvedObject.namespace)/pods/\(.involvedObject.name)"
}'
# Lines of text: the fields of the flow log stand in the order that the first line of its file names.
aws_vpc_flow='split(" ") | {
  written: .[13], utc: (.[13] | since1970), actor: .[8], object: "\(.[9]):\(.[7])",
  outcome: {"ACCEPT": "allowed (ACCEPT)", "REJECT": "prevented (REJECT)"}[.[15]]
}'
container_log_cri='(split(" ")[0]) as $t | {
  written: $t, utc: ($t | utc), actor: "not stated", outcome: "unknown",
  object: ($command | capture("/pods/(?<n>[^_]+)_(?<p>[^_]+)_") | "\(.n)/pods/\(.p)")
}'

complain() {
  echo "$mark: $1"
  wrong=$((wrong + 1))
}

# Whether a text that is printed with masks is the one read from the bytes. A mask: [masked: what, SHA-256 <64 hex digits>].
same_but_masked() {
  local printed=$1 read=$2 before after mask length
  mask='^\[masked: [^],]+, SHA-256 ([0-9a-f]{64})\]'
  while [[ $printed == *'[masked: '* ]]; do
    before=${printed%%'[masked: '*}
    [[ $read == "$before"* ]] || return 1
    printed=${printed#"$before"} read=${read#"$before"}
    [[ $printed =~ $mask ]] || return 1
    printed=${printed#"${BASH_REMATCH[0]}"}
    # What follows the mask shows where it may end.
    after=${printed%%'[masked: '*}
    for ((length = 1; length <= ${#read}; length++)); do
      [[ $after == '' || ${read:length} == "$after"* ]] || continue
      [ "$(printf %s "${read:0:length}" | sha256sum | cut -c1-64)" = "${BASH_REMATCH[1]}" ] && break
    done
    ((length <= ${#read})) || return 1
    read=${read:length} masked=$((masked + 1))
  done
  [ "$printed" = "$read" ]
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
    tracee) filter=$tracee ;;
    aqua-audit) filter=$aqua_audit ;;
    aqua-dta) filter=$aqua_dta ;;
    hubble) filter=$hubble ;;
    k8s-events) filter=$k8s_events ;;
    aws-vpc-flow) filter=$aws_vpc_flow ;;
    container-log-cri) filter=$container_log_cri ;;
    *) complain "this script has no filter for $format: add one"; continue ;;
  esac
  case $format in
    aws-vpc-flow | container-log-cri) form=-R ;;
    *) form= ;;
  esac
  given=(--rawfile text "$bytes" --arg action "$(field action)" --arg command "$(field command)")
  read_again=$(jq -S $form "${given[@]}" "$utc $filter" "$bytes") || { complain "the bytes are of another form"; continue; }
  for name in actor object; do
    shown=$(field $name) found=$(jq -r ".$name" <<< "$read_again")
    [[ $shown == *'[masked: '* ]] && same_but_masked "$shown" "$found" &&
      read_again=$(jq -S --arg shown "$shown" ".$name = \$shown" <<< "$read_again")
  done
  printed=$(jq -S '{written, utc: .["@timestamp"], actor, object, outcome}' <<< "$row")
  [ "$read_again" = "$printed" ] || complain "printed $printed, but the bytes say $read_again"
done < "$rows"

[ "$masked" -gt 0 ] && echo "masked values with the SHA-256 that the mask states: $masked"
echo "$walked rows walked, $wrong differences"
[ "$walked" -gt 0 ] && [ "$wrong" -eq 0 ]
