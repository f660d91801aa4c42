import { Shell } from "../features/shell/Shell";
import { SkeletonRows } from "../ui/Skeleton";

export default function Invite() {
  return (
    <Shell>
      <SkeletonRows />
    </Shell>
  );
}
