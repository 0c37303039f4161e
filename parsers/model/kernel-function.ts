/** ECS categories and types by name: system calls, LSM hooks, kernel functions and sensors' own events have telling names. */
const CATEGORIES: readonly (readonly [RegExp, string])[] = [
  [/^(?:net_|security_socket_|socket)|^(?:connect|accept4?|bind|listen|sendto|sendmsg|recvfrom|recvmsg)$/, 'network'],
  [/^(?:init_module|finit_module|delete_module|do_init_module|module_(?:load|free)|hidden_kernel_module)/, 'driver'],
  [
    /^(?:security_(?:file|inode|path|sb)_|vfs_|magic_write|file_modification|do_truncate|chmod_common|open|creat|read|write|pread|pwrite|rename|unlink|link|symlink|mkdir|rmdir|chmod|fchmod|chown|fchown|lchown|mknod|mount|umount|truncate|ftruncate|stat|lstat|close|getdents)/,
    'file',
  ],
  [/^(?:set(?:re|res)?[ug]id|commit_creds|cap_capable)/, 'iam'],
];

const TYPES: readonly (readonly [RegExp, string])[] = [
  [/^(?:sched_process_exec|execve|execveat|sched_process_fork|clone|clone3|fork|vfork|container_create)/, 'start'],
  [/^(?:sched_process_exit|exit|exit_group|container_remove)/, 'end'],
  [/^(?:creat|mkdir|mknod|symlink|link|security_inode_(?:mknod|symlink))/, 'creation'],
  [/^(?:unlink|rmdir|security_inode_unlink)/, 'deletion'],
  [/^(?:rename|security_inode_rename|chmod|fchmod|chown|write|pwrite|vfs_write|magic_write|file_mod|trunc)/, 'change'],
  [/^(?:open|read|pread|vfs_read|security_file_open)/, 'access'],
];

/** The few names of a trace repeat without end. */
const known = new Map<string, { readonly category: string; readonly type: string }>();
const MAX_KNOWN = 2000;

/**
 * ECS category and type of what a system call, LSM hook or kernel function does, by its name without the prefix of the
 * architecture (`openat`, `security_file_open`).
 */
export function classOf(name: string): { readonly category: string; readonly type: string } {
  let found = known.get(name);
  if (found === undefined) {
    found = { category: first(CATEGORIES, name) ?? 'process', type: first(TYPES, name) ?? 'info' };
    if (known.size < MAX_KNOWN) known.set(name, found);
  }
  return found;
}

function first(rules: readonly (readonly [RegExp, string])[], name: string): string | null {
  return rules.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}
