import { Shell } from "../features/shell/Shell";
import { SkeletonRows } from "../ui/Skeleton";

export default function InvitationsPage() {
  return (
    <Shell>
      <SkeletonRows />
    </Shell>
  );
}
