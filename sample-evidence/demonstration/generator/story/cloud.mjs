import { ACCOUNT, NODES } from '../cast.mjs';

/** The node's credentials, used from outside. */
export function cloudActs({ cloud }) {
  return [
    {
      id: 'caller',
      title: "Node's credentials are used from outside",
      technique: 'T1078.004',
      tactic: 'initial-access',
      note: "The session of node B's role is used from an address outside the account's network. The credential was used; by whom is not recorded.",
      kind: 'inference',
      step: true,
      ...cloud('09:31:52', { source: 'sts', name: 'GetCallerIdentity' }),
    },
    {
      id: 'buckets',
      title: 'Buckets are listed',
      technique: 'T1619',
      tactic: 'discovery',
      note: 'Discovery with the same session.',
      kind: 'fact',
      ...cloud('09:32:20', { source: 's3', name: 'ListBuckets', request: { Host: 's3.eu-central-1.amazonaws.com' } }),
    },
    {
      id: 'key-denied',
      title: 'Creation of an access key is refused',
      technique: 'T1098.001',
      tactic: 'persistence',
      note: 'Attempt stopped by policy.',
      kind: 'fact',
      ...cloud('09:33:05', {
        source: 'iam',
        name: 'CreateAccessKey',
        readOnly: false,
        request: { userName: 'deploy' },
        error: 'AccessDenied',
        message: `User: arn:aws:sts::${ACCOUNT}:assumed-role/shop-prod-node/${NODES.b.instance} is not authorized to perform: iam:CreateAccessKey on resource: user deploy because no identity-based policy allows the iam:CreateAccessKey action`,
      }),
    },
    ...['customers/2026-09.csv', 'customers/2026-10.csv'].map((key, index) => ({
      id: `object-${index + 1}`,
      title: `Customer file is read (${key})`,
      technique: 'T1530',
      tactic: 'collection',
      note: 'Data event: the object was served.',
      kind: 'fact',
      step: index === 0,
      ...cloud(index === 0 ? '09:35:41' : '09:36:02', {
        source: 's3',
        name: 'GetObject',
        category: 'Data',
        request: { bucketName: 'shop-prod-exports', Host: 'shop-prod-exports.s3.eu-central-1.amazonaws.com', key },
        resources: [
          { type: 'AWS::S3::Object', ARN: `arn:aws:s3:::shop-prod-exports/${key}` },
          { accountId: ACCOUNT, type: 'AWS::S3::Bucket', ARN: 'arn:aws:s3:::shop-prod-exports' },
        ],
      }),
    })),
  ];
}
