import type { Member } from "./community.js";
import type { ProductPage } from "./product-page.js";

/** Somebody of the community at a page of it, and what such a person does in a room. */
export class Visitor {
  constructor(
    readonly who: Member,
    readonly page: ProductPage,
  ) {}

  get name(): string {
    return this.who.displayName;
  }

  async raisesHand(): Promise<void> {
    await this.page.button("Raise hand").click();
  }

  /** As a host: gives somebody with a raised hand the floor. */
  async accepts(other: Visitor): Promise<void> {
    await this.page.button(`Accept: ${other.name}`).click();
  }

  /** Asks for the floor, gets it, and looks at the offer. */
  async isOffered(host: Visitor): Promise<void> {
    await this.raisesHand();
    await host.accepts(this);
    await this.page.shows("You’re invited to speak");
  }

  async goesLive(): Promise<void> {
    await this.page.button("Go live").click();
    await this.page.shows("You are live");
  }

  /** From the audience to the microphone. */
  async comesOnStage(host: Visitor): Promise<void> {
    await this.isOffered(host);
    await this.goesLive();
  }

  /** As a host: opens what may be done about somebody on stage, and does it. */
  async does(deed: string | RegExp, about: Pick<Visitor, "name">): Promise<void> {
    await this.page.person(about.name).getByRole("button").first().click();
    const card = this.page.opened.page.getByRole("dialog", { name: `About ${about.name}` });
    await card.getByRole("button", { name: deed, exact: true }).click();
  }
}
