import type { FoundFields } from '../../model/stated-fields.js';
import { asList, asText, asTexts, at } from '../../model/json.js';
import type { TrailRecord, UserIdentity } from './schema.js';

/**
 * Who acted. A session of a role acts under the role's name: the name of the session is chosen by the caller and stays
 * in the ARN (`user.id`). An instance's role session is named after the instance, a pod's web identity after its
 * service account.
 */
export function identityFields(record: TrailRecord): FoundFields {
  const { identity, request, eventName } = record;
  const session = sessionName(identity);
  return {
    // The Identity Center names its user beside the identity.
    'user.name': actorName(identity) ?? asText(record.additional?.['UserName']),
    'user.id': identity.arn ?? identity.principalId ?? identity.centerUserId ?? insightActor(record),
    'user.roles': identity.type === 'AssumedRole' ? (identity.issuerArn ?? identity.issuerName) : null,
    'user.effective.name': eventName?.startsWith('AssumeRole') === true ? asText(request?.['roleArn']) : null,
    'aws.cloudtrail.access_key_id': identity.accessKeyId,
    'exhibit.actor.instance': session !== null && /^i-[0-9a-z]{8,17}$/i.test(session) ? session : null,
    'exhibit.actor.pod': podOfSession(identity),
    'exhibit.actor.cloud_identity': identity.identityProvider,
  };
}

/** An Insight names the identities to which it attributes the calls. */
function insightActor({ insight }: TrailRecord): readonly string[] {
  return asList(at(insight, 'insightContext', 'attributions'))
    .filter((attribution) => at(attribution, 'attribute') === 'userIdentityArn')
    .flatMap((attribution) => asList(at(attribution, 'insight')).flatMap((share) => asTexts(at(share, 'value'))));
}

function actorName(identity: UserIdentity): string | null {
  if (identity.type === 'Root') return identity.userName ?? 'root';
  const session = identity.userName ?? identity.issuerName ?? webIdentity(identity) ?? roleOfArn(identity.arn);
  return session ?? identity.invokedBy ?? lastPart(identity.arn) ?? anonymous(identity);
}

/** `arn:aws:sts::1:assumed-role/<role>/<session>` and, of older records, principal id `AROA...:<session>`. */
function sessionName({ type, arn, principalId }: UserIdentity): string | null {
  if (type !== 'AssumedRole') return null;
  return /:assumed-role\/[^/]+\/(.+)$/.exec(arn ?? '')?.[1] ?? principalId?.split(':')[1] ?? null;
}

/** EKS Pod Identity names sessions `eks-<cluster>-<pod>-<uuid>`: the pod cannot be told from the cluster, so the whole is kept. */
function podOfSession(identity: UserIdentity): string | null {
  const session = sessionName(identity);
  return session !== null && /^eks-.+-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(session)
    ? session
    : null;
}

/** `AssumeRoleWithWebIdentity` without a user name: the subject ends the principal id. */
function webIdentity({ type, principalId }: UserIdentity): string | null {
  if (type !== 'WebIdentityUser') return null;
  return /(system:serviceaccount:[^:]+:[^:]+)$/.exec(principalId ?? '')?.[1] ?? principalId;
}

function roleOfArn(arn: string | null): string | null {
  return /:assumed-role\/([^/]+)/.exec(arn ?? '')?.[1] ?? null;
}

function lastPart(arn: string | null): string | null {
  return arn?.split(/[/:]/).at(-1) ?? null;
}

function anonymous({ accountId, principalId }: UserIdentity): string | null {
  return accountId === 'ANONYMOUS_PRINCIPAL' ? accountId : principalId;
}
