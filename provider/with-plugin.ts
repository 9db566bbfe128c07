import { usePlugin } from "./program/plugin-switch";

/**
 * The entry `pulumi-coze/plugin`: the classes and functions of `pulumi-coze`, for the whole program with the plugin in
 * place of the dynamic provider.
 */
usePlugin();

export * from "./index";
