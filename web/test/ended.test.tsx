import { afterEach, describe, expect, it } from "vitest";
import { Speakers } from "../src/features/ended/Speakers";
import { TextSection } from "../src/features/text/TextSection";
import { hatAt } from "../src/models/hat";
import { card, recording, roomCard } from "./gallery/hallFixtures";
import { worn } from "./gallery/showFixtures";
import { type Shown, show } from "./render";

let shown: Shown | undefined;
afterEach(async () => {
  await shown?.end();
  shown = undefined;
});

const hats = { "GET /api/rooms/r-1/hats": { body: worn } };

describe("a room that is over", () => {
  it("[P9] names the hat of each turn as it was then, whatever was put on later", async () => {
    shown = await show(<Speakers room="r-1" recording={recording} play={null} />, hats);
    const page = shown;
    await page.until(() => page.text().includes("护士，县医院"));
    const maya = [...document.querySelectorAll("li")].find((one) => one.textContent?.includes("Maya"));
    expect(maya?.textContent).toMatch(
      /Personal view0:12.*护士，县医院 · discloses: 持有 MedCo 的股份.*11:14/,
    );
    const chen = [...document.querySelectorAll("li")].find((one) => one.textContent?.includes("陈思远"));
    expect(chen?.textContent).not.toContain("护士");
  });

  it("[P15] keeps what was read at its second, under the name and the hat of who wrote it", async () => {
    const began = "2026-11-24T12:21:00Z";
    const read = [{ person: card(5), words: "We lost the line twice.", began, seconds: 9.2 }];
    const room = { ...roomCard({ liveAt: "2026-11-24T12:00:00Z" }), handsLocked: false };
    shown = await show(<TextSection room={room} you={null} signedIn={false} play={null} />, {
      ...hats,
      "GET /api/rooms/r-1/text-turns": { body: { items: read } },
    });
    const page = shown;
    await page.until(() => page.text().includes("Rural clinic lead"));
    expect(page.text()).toContain("21:00");
    expect(page.text()).toContain("Ingrid Solheim");
    expect(page.text()).toContain("We lost the line twice.");
  });

  it("knows a hat by its span alone", () => {
    const at = (second: number) => hatAt(worn.items, "p-1", second)?.kind;
    expect([at(0), at(599.5), at(600), at(5_000)]).toEqual(["personal", "declared", "declared", "declared"]);
    expect(hatAt(worn.items, "p-9", 10)).toBeUndefined();
  });
});
