import * as z from "zod";

/** The schema with strict objects: at any depth an unknown key is an error, and not dropped. */
export function strictly<T extends z.ZodType>(schema: T): T {
  return strict(schema) as T;
}

function strict(schema: unknown): unknown {
  if (schema instanceof z.ZodObject) {
    const shape = Object.entries(schema.shape).map(([key, value]) => [key, strict(value)]);
    return schema.clone({
      ...schema.def,
      shape: Object.fromEntries(shape) as typeof schema.shape,
      catchall: z.never(),
    });
  }
  if (schema instanceof z.ZodArray)
    return schema.clone({ ...schema.def, element: strict(schema.element) as z.ZodType });
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) {
    return schema.clone({ ...schema.def, innerType: strict(schema.unwrap()) as z.ZodType } as never);
  }
  return schema;
}
