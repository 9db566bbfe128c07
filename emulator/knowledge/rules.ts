import * as z from "zod";

/** When a web page is read again. */
export const updateRule = z
  .object({
    update_type: z.union([z.literal(0), z.literal(1)]).default(0),
    update_interval: z.int().min(24).optional(),
  })
  .refine((rule) => rule.update_type === 0 || rule.update_interval !== undefined, {
    path: ["update_interval"],
    message: "required with update_type 1",
  });

/** How a document is cut into pieces. */
export const chunkStrategy = z
  .object({
    chunk_type: z.union([z.literal(0), z.literal(1)]).default(0),
    separator: z.string().min(1).optional(),
    max_tokens: z.int().min(100).max(2000).optional(),
    remove_extra_spaces: z.boolean().optional(),
    remove_urls_emails: z.boolean().optional(),
    caption_type: z.union([z.literal(0), z.literal(1)]).optional(),
  })
  .refine(({ chunk_type, separator, max_tokens }) => chunk_type === 0 || (separator && max_tokens), {
    path: ["separator"],
    message: "required, with max_tokens, where chunk_type is 1",
  });
