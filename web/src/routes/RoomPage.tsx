import { Shell } from "../features/shell/Shell";
import { SkeletonRows } from "../ui/Skeleton";

export default function RoomPage() {
  return (
    <Shell>
      <SkeletonRows />
    </Shell>
  );
}
