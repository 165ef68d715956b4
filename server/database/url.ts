// Reads and rewrites connection URLs. The one place that decides what of a URL may be shown to people.

/** What is wrong with a connection URL, in words that never repeat its password; null when it can be used. */
export function findUrlProblem(value: string): string | null {
  let url: URL;
  try {
    url = new URL(value);
  } catch {
    return 'it is not a URL (characters such as @ or / in a password must be percent-encoded).';
  }
  if (url.protocol !== 'postgres:' && url.protocol !== 'postgresql:') return `it starts with ${url.protocol}// and only postgresql:// is supported.`;
  if (databaseOf(value) === '') return 'it names no database.';
  const schema = url.searchParams.get('schema');
  if (schema !== null && schema !== 'public') return `it asks for schema "${schema}" and only public is supported.`;
  return null;
}

/** The URL with its password replaced by stars: the only form that may be printed. */
export function redactUrl(value: string): string {
  try {
    const url = new URL(value);
    if (url.password !== '') url.password = '***';
    if (url.searchParams.has('password')) url.searchParams.set('password', '***');
    return url.href;
  } catch {
    return 'the connection URL';
  }
}

export function databaseOf(value: string): string {
  return decodeURIComponent(new URL(value).pathname.slice(1));
}

/** The same server, another database. */
export function withDatabase(value: string, database: string): string {
  const url = new URL(value);
  url.pathname = `/${encodeURIComponent(database)}`;
  return url.href;
}

/** The URL of a database on a server that listens on a Unix socket in `socketFolder`. */
export function socketUrl(socketFolder: string, database: string): string {
  return `postgresql://postgres@localhost/${encodeURIComponent(database)}?host=${encodeURIComponent(socketFolder)}`;
}
