import { withCard } from "./card.js";

export const metadata = withCard("Field notes");

export default function Home() {
  return <a href="/posts/larch">The larch drops its needles</a>;
}
