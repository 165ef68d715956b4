/** The program that a page loads, by its address: each build has another. Null where the page names none. */
export function findProgram(html: string): string | null {
  const [tag = ''] = /<script\b[^>]*\btype="module"[^>]*>/.exec(html) ?? [];
  return /\bsrc="([^"]+)"/.exec(tag)?.[1] ?? null;
}

/** True when the server gives out another program than the one that runs. An answer that is no page says nothing. */
export async function isOtherBuild(running: string | null, fetchPage: () => Promise<Pick<Response, 'ok' | 'text'>>): Promise<boolean> {
  const answer = await fetchPage().catch(() => null);
  if (!answer?.ok || running === null) return false;
  const offered = findProgram(await answer.text());
  return offered !== null && offered !== running;
}
