import { SegmentCounter } from '@/features/thread/segment-counter';
import { WorkspacePage as Page } from '@/features/workspace/workspace-page';

/** The workspace, with the composer's own counter beside its templates. */
export function WorkspacePage() {
  return <Page counter={(text) => <SegmentCounter text={text} mms={false} />} />;
}
