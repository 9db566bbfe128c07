/**
 * A repository as its host and path, such as `github.com/acme/bots`: without the user and the password that its address
 * may have, and without what a query may say. A folder of this machine is none.
 */
export function addressOf(remote: string | undefined): string | undefined {
  const text = remote?.trim() ?? "";
  const found = fromUrl(text) ?? fromCopy(text) ?? fromName(text);
  if (found === undefined) return undefined;
  const path = found.path.replace(/^\/+|\/+$/g, "").replace(/\.git$/, "");
  return path === "" ? undefined : [found.host, path].filter(Boolean).join("/");
}

interface Address {
  readonly host: string;
  readonly path: string;
}

function fromUrl(text: string): Address | undefined {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return undefined;
  try {
    const { host, pathname } = new URL(text);
    return host === "" ? undefined : { host, path: pathname };
  } catch {
    return undefined;
  }
}

/** `git@github.com:acme/bots.git`, as ssh has it. One letter before the colon is a drive. */
function fromCopy(text: string): Address | undefined {
  if (text.includes("://")) return undefined;
  const [, host = "", path = ""] = /^(?:.*@)?([^/\\:@]{2,}):([^\\]*)$/.exec(text) ?? [];
  return path === "" ? undefined : { host, path: path.replace(/[?#].*$/s, "") };
}

/** A name without a server, as that of a CI server that says no more. */
function fromName(text: string): Address | undefined {
  return /^\w[\w.-]*(?:\/[\w.-]+)+$/.test(text) ? { host: "", path: text } : undefined;
}
