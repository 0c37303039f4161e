import { ACCOUNT, NODES } from '../cast.mjs';
import { at } from '../clock.mjs';
import { some } from '../draw.mjs';

/** Ordinary cloud calls: node roles from inside, a pipeline, the console, a backup. */
export function benignTrail(random, trail, count) {
  const created = at('05:12:44');
  const fromNode = () => {
    const node = random.pick(Object.values(NODES));
    return {
      identity: trail.nodeRole(node.instance, created),
      ip: node.ip,
      agent: 'aws-sdk-go-v2/1.36.3 os/linux lang/go#1.24.4 md/GOOS#linux api/ec2',
    };
  };
  const pipeline = () => ({
    identity: trail.role('ci-deployer', 'release-412', 'ASIAEXAMPLECI0000001', created),
    ip: '192.0.2.14',
    agent: 'aws-cli/2.27.41 md/awscrt#0.26.1 ua/2.1 os/linux#6.1.0',
  });
  const admin = () => ({
    identity: {
      type: 'IAMUser',
      principalId: 'AIDAEXAMPLEADMIN0001',
      arn: `arn:aws:iam::${ACCOUNT}:user/mara.lind`,
      accountId: ACCOUNT,
      accessKeyId: 'AKIAEXAMPLEADMIN0001',
      userName: 'mara.lind',
    },
    ip: '192.0.2.201',
    agent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
  });
  const kinds = [
    [
      40,
      () => ({
        source: 'ec2',
        name: random.pick(['DescribeInstances', 'DescribeNetworkInterfaces', 'DescribeTags']),
        readOnly: true,
        request: { instancesSet: {}, filterSet: {} },
        ...fromNode(),
      }),
    ],
    [
      20,
      () => ({
        source: 'ecr',
        name: 'BatchGetImage',
        readOnly: true,
        request: { registryId: ACCOUNT, repositoryName: 'shop/cart', imageIds: [{ imageTag: '1.9.0' }] },
        ...fromNode(),
      }),
    ],
    [12, () => ({ source: 'sts', name: 'GetCallerIdentity', readOnly: true, ...pipeline() })],
    [
      8,
      () => ({
        source: 's3',
        name: 'ListBuckets',
        readOnly: true,
        request: { Host: 's3.eu-central-1.amazonaws.com' },
        ...admin(),
      }),
    ],
    // The nightly report reads the same customer files through the same role, from inside.
    [
      10,
      () => ({
        source: 's3',
        name: 'GetObject',
        category: 'Data',
        readOnly: true,
        request: {
          bucketName: 'shop-prod-exports',
          Host: 'shop-prod-exports.s3.eu-central-1.amazonaws.com',
          key: random.pick(['customers/2026-09.csv', 'rates/eur.json']),
        },
        ...fromNode(),
      }),
    ],
    [
      6,
      () => ({
        source: 'sts',
        name: 'AssumeRole',
        readOnly: true,
        request: { roleArn: `arn:aws:iam::${ACCOUNT}:role/backup`, roleSessionName: `backup-${random.int(1, 9)}` },
        identity: { type: 'AWSService', invokedBy: 'backup.amazonaws.com' },
        ip: 'backup.amazonaws.com',
        agent: 'backup.amazonaws.com',
      }),
    ],
    [
      4,
      () => ({
        source: 'iam',
        name: 'CreateAccessKey',
        readOnly: false,
        request: { userName: 'deploy' },
        error: 'AccessDenied',
        message: `User: arn:aws:sts::${ACCOUNT}:assumed-role/ci-deployer/release-412 is not authorized to perform: iam:CreateAccessKey on resource: user deploy because no identity-based policy allows the iam:CreateAccessKey action`,
        ...pipeline(),
      }),
    ],
  ];
  return some(random, kinds, count, (time, call) => trail.record(time, call), 'record');
}
