import { usePlugin } from "./program/plugin-switch";

/**
 * The entry `pulumi-coze/plugin`: the classes and functions of `pulumi-coze`, whose resources the plugin runs in the
 * place of the dynamic provider. It holds for the whole program.
 */
usePlugin();

export * from "./index";
