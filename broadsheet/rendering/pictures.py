"""Pictures as templates see them."""

import msgspec

from broadsheet.photos.metadata import UNKNOWN, PictureDetails


class PictureFiles(msgspec.Struct, frozen=True):
    """A picture in one format: its files with their widths, the narrowest first."""

    media_type: str
    files: tuple[tuple[str, int], ...]

    @property
    def srcset(self) -> str:
        """The files as HTML lists them."""
        return ", ".join(f"{url} {width}w" for url, width in self.files)

    @property
    def middle(self) -> str:
        """The file for browsers that choose none themselves."""
        return self.files[len(self.files) // 2][0]

    def upto(self, most: int) -> "PictureFiles":
        """Leave out what is wider than a place needs; one file is always left."""
        if self.files[-1][1] <= most:
            return self
        fitting = tuple(item for item in self.files if item[1] <= most)
        return PictureFiles(self.media_type, fitting or self.files[:1])


class PictureCrop(msgspec.Struct, frozen=True):
    """A part of a picture, for those who show it in a shape of their own: `16x9`, `4x3` or `1x1`."""

    shape: str
    url: str
    width: int
    height: int
    alt: str = ""


class Picture(msgspec.Struct, frozen=True):
    """A published picture; width and height in pixels. `alt` is empty for decoration.

    `url` is the file for whoever takes one, in full size; `files` are all there
    are, the best format first. `classes` name the colour that holds its place
    and what it keeps in view when it is cropped. `motion` is its animation.
    `details` are what its file says of itself; on cards they are left out.
    """

    url: str
    width: int
    height: int
    alt: str = ""
    caption: str = ""
    credit: str = ""
    files: tuple[PictureFiles, ...] = ()
    crops: tuple[PictureCrop, ...] = ()
    classes: str = ""
    motion: str = ""
    details: PictureDetails = UNKNOWN

    @property
    def social(self) -> "Picture | PictureCrop":
        """The picture as social networks show it: 16 to 9."""
        return next((crop for crop in self.crops if crop.shape == "16x9"), self)

    def upto(self, most: int) -> "tuple[PictureFiles, ...]":
        """Give the files for a place that is never wider than `most` pixels of a screen."""
        return tuple([files.upto(most) for files in self.files])
