export { mockCoze, type MockCozeOptions, type MockedLookup } from "./mock-coze";
