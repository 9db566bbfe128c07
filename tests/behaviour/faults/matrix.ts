import { writeSync } from "node:fs";
import { closeWorlds, mayStop, openWorld, runCell, type Scenario } from "./cell";
import { snapshot } from "./converged";
import { CLASSES, type Fault } from "./faults";

/** Every call of the scenario under every one of its route's faults: each comes out as the run without one. */
export function matrix(scenario: Scenario, faultsOf: (route: string) => readonly Fault[] = () => CLASSES): void {
  describe(scenario.name, () => {
    const counts = { cells: 0, atOnce: 0, stopped: 0 };
    let clean: unknown;

    beforeAll(async () => {
      const world = await openWorld();
      await scenario.before(world);
      world.emulator.clearCalls();
      const { error } = await scenario.run(world);
      const calls = world.emulator.calls.map(({ route }) => route);
      await scenario.after?.(world);
      clean = snapshot(world);
      expect({ error, calls }).toEqual({ error: undefined, calls: scenario.calls });
    });
    afterEach(closeWorlds);
    afterAll(() => {
      const { cells, atOnce, stopped } = counts;
      const how = `${atOnce} within the run, ${stopped} after a stop that says so and one more run`;
      writeSync(1, `fault matrix, ${scenario.name}: ${cells} cells converge, ${how}\n`);
    });

    const cells = scenario.calls.flatMap((route, index) =>
      index < (scenario.from ?? 0) ? [] : faultsOf(route).map((fault) => ({ index, route, fault, name: fault.name })),
    );
    test.each(cells)("$name at call $index, $route", async ({ index, route, fault }) => {
      const { stopped, runs, world } = await runCell(scenario, index, fault);
      expect(snapshot(world)).toEqual(clean);

      if (mayStop(route, fault)) {
        expect(stopped).toMatch(
          /Coze may have (?:created|published) it anyway\. (Look for an? |Run `pulumi up` again)/,
        );
        expect(runs).toBe(2);
        counts.stopped++;
      } else {
        expect(stopped).toBeUndefined();
        counts.atOnce++;
      }
      counts.cells++;
    });
  });
}
