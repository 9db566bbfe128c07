/**
 * A repository as host and path, such as `github.com/acme/bots`. The user, the password and the query of its address
 * are left out. `undefined` for a folder of this machine.
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

/** `git@github.com:acme/bots.git`, the form of ssh. A single letter before the colon is a drive. */
function fromCopy(text: string): Address | undefined {
  if (text.includes("://")) return undefined;
  const [, host = "", path = ""] = /^(?:.*@)?([^/\\:@]{2,}):([^\\]*)$/.exec(text) ?? [];
  return path === "" ? undefined : { host, path: path.replace(/[?#].*$/s, "") };
}

/** A name without a host: some CI servers give no more. */
function fromName(text: string): Address | undefined {
  return /^\w[\w.-]*(?:\/[\w.-]+)+$/.test(text) ? { host: "", path: text } : undefined;
}
