import { routeOf } from "../../../provider/client/http/seen";

test.each([
  ["/v1/bots", "/v1/bots"],
  ["/v1/bots/7342866800000000001", "/v1/bots/:id"],
  ["/v1/bot/get_online_info", "/v1/bot/get_online_info"],
  ["/v1/workspaces/73_x/members/20697", "/v1/workspaces/:id/members/:id"],
  ["/open_api/knowledge/document/list", "/open_api/knowledge/document/list"],
  ["/v1/datasets/a%2Fb/images", "/v1/datasets/:id/images"],
])("the route of %s is %s", (path, route) => {
  expect(routeOf(path)).toBe(route);
});
