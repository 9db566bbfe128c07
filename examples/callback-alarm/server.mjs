import { createHash, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";

const { PORT = "8080", VERIFY_TOKEN } = process.env;

/** Whether Coze has written it: the SHA-1 of time, nonce, token and body. */
function isSigned({ headers }, body) {
  const signed = `${headers["x-coze-timestamp"]}${headers["x-coze-nonce"]}${VERIFY_TOKEN}${body}`;
  const [given, wanted] = [headers["x-coze-signature"] ?? "", createHash("sha1").update(signed).digest("hex")];
  return given.length === wanted.length && timingSafeEqual(Buffer.from(given), Buffer.from(wanted));
}

const server = createServer((request, response) => {
  let body = "";
  request.setEncoding("utf8");
  request.on("data", (chunk) => (body += chunk));
  request.on("end", () => {
    const { challenge, header, event } = JSON.parse(body || "{}");
    // Coze asks for it back before it takes the address; there is no token yet.
    if (challenge !== undefined) return response.end(JSON.stringify({ challenge }));
    if (!isSigned(request, body)) return response.writeHead(401).end();
    console.log(`${header.event_type}: ${event.bot_name} (${event.bot_id ?? event.bot_id_str})`);
    response.end();
  });
});

server.listen(Number(PORT), "127.0.0.1", () => console.log(`listening on http://127.0.0.1:${server.address().port}`));
