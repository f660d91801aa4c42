import { Shell } from "../features/shell/Shell";
import { SkeletonRows } from "../ui/Skeleton";

export default function SignIn() {
  return (
    <Shell>
      <SkeletonRows />
    </Shell>
  );
}
