// What `require("pulumi-coze")` adds to a program that has loaded the SDK; prints milliseconds, passed and computed.
"use strict";

require("@pulumi/pulumi");

const { performance } = require("node:perf_hooks");
const { cpuUsage } = require("node:process");

const begun = performance.now();
const before = cpuUsage();
require("pulumi-coze");
const ms = performance.now() - begun;
const { user, system } = cpuUsage(before);
console.log(JSON.stringify({ ms, cpuMs: (user + system) / 1000 }));
